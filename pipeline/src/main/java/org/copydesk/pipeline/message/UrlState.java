package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
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
    @Nullable Lane lane) {

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

  /** The state of a live URL. */
  public UrlState(
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
      @Nullable String traceparent) {
    this(
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
        null);
  }

  /** The same, tried at another time. */
  public UrlState dueAt(Instant later) {
    return new UrlState(
        target,
        status,
        at,
        later,
        attempts,
        hops,
        reason,
        leadsTo,
        fetchId,
        discovered,
        traceparent,
        lane);
  }

  /** Whether it came by the backfill lane. */
  public boolean cameByBackfill() {
    return lane == Lane.BACKFILL;
  }
}
