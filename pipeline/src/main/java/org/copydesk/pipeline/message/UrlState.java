package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of a URL so far: the value of {@code news.url-state.v1}, keyed by URL id, in the
 * shard of the URL's authority. A parked URL holds all that is needed to fetch it later.
 *
 * @param target what to fetch, and why
 * @param status what became of it
 * @param at since when
 * @param due of a parked URL, when it is tried next; of a fetched one, when it is looked at again
 * @param attempts requests that failed so far
 * @param hops redirects that led to it
 * @param reason a short code of why it is parked or how it ended
 * @param leadsTo the URL that its page came from, where that is another one
 * @param fetchId the last fetch
 * @param discovered when a source first showed it
 * @param traceparent the trace it belongs to
 * @param lane the lane that it came by; null is live
 * @param etag of a fetched page that is looked at again, its ETag
 * @param lastModified the same for its Last-Modified
 */
public record UrlState(
    UrlToFetch target,
    Status status,
    Instant at,
    @Nullable Instant due,
    int attempts,
    int hops,
    @Nullable String reason,
    @Nullable String leadsTo,
    @Nullable String fetchId,
    @Nullable Instant discovered,
    @Nullable String traceparent,
    @Nullable Lane lane,
    @Nullable String etag,
    @Nullable String lastModified) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.url-state.v1";

  /** What became of a URL. */
  public enum Status {
    /** Waits for its due time. */
    @JsonProperty("parked")
    PARKED,
    /** Its page is acknowledged in {@code news.pages.v1}. */
    @JsonProperty("fetched")
    FETCHED,
    /** Redirects to another URL, which has a state of its own. */
    @JsonProperty("redirected")
    REDIRECTED,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("gone")
    GONE,
    @JsonProperty("failed")
    FAILED
  }

  public UrlState {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(at, "at");
  }

  /** A live URL's, of which no more is known yet. */
  public static UrlState of(UrlToFetch target, Status status, Instant at) {
    return new UrlState(
        target, status, at, null, 0, 0, null, null, null, null, null, null, null, null);
  }

  /** The same since another time, when it was looked at again. */
  public UrlState since(Instant seen) {
    return changed(draft -> draft.at = seen);
  }

  /** The same, tried at another time. */
  public UrlState dueAt(@Nullable Instant later) {
    return changed(draft -> draft.due = later);
  }

  /** The same after so many requests that failed and so many redirects. */
  public UrlState withTries(int newAttempts, int newHops) {
    return changed(
        draft -> {
          draft.attempts = newAttempts;
          draft.hops = newHops;
        });
  }

  /** The same for a reason. */
  public UrlState withReason(@Nullable String code) {
    return changed(draft -> draft.reason = code);
  }

  /** The same with the URL that its page came from. */
  public UrlState leadingTo(@Nullable String url) {
    return changed(draft -> draft.leadsTo = url);
  }

  /** The same with the last fetch. */
  public UrlState fetchedBy(@Nullable String id) {
    return changed(draft -> draft.fetchId = id);
  }

  /** The same with where and when it began. */
  public UrlState discoveredAt(@Nullable Instant first, @Nullable String trace) {
    return changed(
        draft -> {
          draft.discovered = first;
          draft.traceparent = trace;
        });
  }

  /** The same in a lane; live is what a state is that says nothing. */
  public UrlState in(Lane ofWork) {
    return changed(draft -> draft.lane = ofWork == Lane.LIVE ? null : ofWork);
  }

  /** The same with what its page can be asked for again with. */
  public UrlState withValidators(@Nullable String newEtag, @Nullable String newLastModified) {
    return changed(
        draft -> {
          draft.etag = newEtag;
          draft.lastModified = newLastModified;
        });
  }

  private UrlState changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.state();
  }

  /** Whether it came by the backfill lane. */
  public boolean cameByBackfill() {
    return lane == Lane.BACKFILL;
  }

  /** A state in the making: the one place that lists the components in their order. */
  private static final class Draft {
    private final UrlToFetch target;
    private final Status status;
    private Instant at;
    private @Nullable Instant due;
    private int attempts;
    private int hops;
    private @Nullable String reason;
    private @Nullable String leadsTo;
    private @Nullable String fetchId;
    private @Nullable Instant discovered;
    private @Nullable String traceparent;
    private @Nullable Lane lane;
    private @Nullable String etag;
    private @Nullable String lastModified;

    Draft(UrlState state) {
      target = state.target;
      status = state.status;
      at = state.at;
      due = state.due;
      attempts = state.attempts;
      hops = state.hops;
      reason = state.reason;
      leadsTo = state.leadsTo;
      fetchId = state.fetchId;
      discovered = state.discovered;
      traceparent = state.traceparent;
      lane = state.lane;
      etag = state.etag;
      lastModified = state.lastModified;
    }

    UrlState state() {
      return new UrlState(
          target,
          status,
          at,
          due,
          attempts,
          hops,
          reason,
          leadsTo,
          fetchId,
          discovered,
          traceparent,
          lane,
          etag,
          lastModified);
    }
  }
}
