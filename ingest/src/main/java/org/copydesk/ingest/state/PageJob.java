package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.Objects;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * A URL on its way to a page.
 *
 * @param shard the shard of its authority
 * @param offset of its record in its lane's topic of URLs; {@link #PARKED} when it comes from the
 *     state
 * @param attempts requests that failed so far
 * @param hops redirects from other authorities that led to it
 * @param discovered when a source first showed it
 * @param lane the lane it came by: its page goes on in the same
 */
public record PageJob(
    UrlToFetch target,
    int shard,
    long offset,
    int attempts,
    int hops,
    Instant discovered,
    Traceparent trace,
    Lane lane) {

  /** Not a record's offset: nothing waits to be committed. */
  public static final long PARKED = -1;

  public PageJob {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(discovered, "discovered");
    Objects.requireNonNull(trace, "trace");
    Objects.requireNonNull(lane, "lane");
  }

  /** A live URL. */
  public PageJob(
      UrlToFetch target,
      int shard,
      long offset,
      int attempts,
      int hops,
      Instant discovered,
      Traceparent trace) {
    this(target, shard, offset, attempts, hops, discovered, trace, Lane.LIVE);
  }

  /** What was parked, on its way again. */
  public static PageJob of(UrlState state, int shard) {
    return new PageJob(
        state.target(),
        shard,
        PARKED,
        state.attempts(),
        state.hops(),
        state.discovered() == null ? state.at() : state.discovered(),
        state.traceparent() == null ? Traceparent.random() : Traceparent.parse(state.traceparent()),
        Lane.orLive(state.lane()));
  }

  /** A page that was fetched before and is looked at again. */
  public static PageJob revisit(UrlState state, int shard) {
    UrlToFetch before = state.target();
    UrlToFetch again =
        new UrlToFetch(
            before.urlId(),
            before.url(),
            before.sourceId(),
            UrlToFetch.Why.REVISIT,
            before.published(),
            before.updated(),
            before.title());
    Instant discovered = state.discovered() == null ? state.at() : state.discovered();
    return new PageJob(
        again, shard, PARKED, 0, 0, discovered, Traceparent.random(), Lane.orLive(state.lane()));
  }

  /** Whether nobody waits for it: the page was fetched before, and no source says it changed. */
  public boolean isRevisit() {
    return target.why() == UrlToFetch.Why.REVISIT;
  }

  public StageTimes times() {
    return StageTimes.none().withPublished(target.published()).withDiscovered(discovered);
  }

  /** Its state while it waits. */
  public UrlState parked(Instant now, Instant due, int failed, String reason) {
    return UrlState.of(target, UrlState.Status.PARKED, now)
        .dueAt(due)
        .withTries(failed, hops)
        .withReason(reason)
        .discoveredAt(discovered, trace.toString())
        .in(lane);
  }

  /** Its state when it has come to an end. */
  public UrlState ended(
      UrlState.Status status,
      Instant now,
      @Nullable String reason,
      @Nullable String leadsTo,
      @Nullable String fetchId) {
    return UrlState.of(target, status, now)
        .withTries(attempts, hops)
        .withReason(reason)
        .leadingTo(leadsTo)
        .fetchedBy(fetchId)
        .discoveredAt(discovered, null)
        .in(lane);
  }

  public boolean isBackfill() {
    return lane == Lane.BACKFILL;
  }
}
