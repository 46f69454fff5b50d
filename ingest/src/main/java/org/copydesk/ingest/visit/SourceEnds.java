package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.discover.PollReason;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;

/** Ends a question to a source: writes what is known of it now and where it lives. */
final class SourceEnds {

  /** A source that fails so often where a redirect led is looked for at its own address again. */
  private static final int FAILURES_BEFORE_RETURN = 5;

  /** A source that was found by following another, and never answered, gets so many tries. */
  private static final int TRIES_OF_FOUND = 3;

  /** One that answered once gets a month of them, at the longest interval of a failing source. */
  private static final int TRIES_OF_LOST = 120;

  private final Ledger ledger;
  private final Children children;
  private final PollInterval interval;
  private final SourceReports reports;
  private final Clock clock;

  SourceEnds(
      Ledger ledger, Children children, PollInterval interval, SourceReports reports, Clock clock) {
    this.ledger = ledger;
    this.children = children;
    this.interval = interval;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * The source answered with what it answered before.
   *
   * @param head of the answer: a 304 says anew for how long it is good (RFC 9111 section 4.3.4)
   */
  void unchanged(ShardState shard, Source source, ResponseHead head) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    reports.unchanged();
    reports.silent(source, before, now);
    Duration pause = interval.afterNothingNew(source, before, now);
    PollReason reason =
        interval.isRetired(before) ? PollReason.ARCHIVE : PollReason.NOTHING_NEW.unlessSet(source);
    Duration lifetime = head.maxAge().orElse(null);
    Duration later = interval.notWithin(lifetime, source, before, pause, false, now);
    if (later.compareTo(pause) > 0) {
      reason = PollReason.CACHE;
    }
    SourceState after = before.answeredAt(now).nextAfter(now, later, reason.code());
    keep(shard, source, after, before.failures() > 0 || before.trouble() != null);
  }

  /** Nothing of a host may be asked for now: says so once for each of its sources. */
  void hostSuspended(ShardState shard, String authority, String reason)
      throws InterruptedException {
    for (Source source : shard.sources().all()) {
      SourceState before = shard.sources().state(source.id());
      boolean isNews = before.trouble() == null && !source.paused();
      if (isNews && Authority.of(source.address()).equals(authority)) {
        SourceState after = before.waitingFor(reason, PollReason.HOST.code());
        ledger.publish(ledger.records().sourceState(after, source.authority()));
        shard.sources().put(after);
        reports.hostSuspended(source, after);
      }
    }
  }

  /** The source gave no answer that can be read. */
  void failed(ShardState shard, Source source, String reason) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    SourceState failed = before.failedAt(now, reason);
    if (reason.equals(FetchResult.Fault.PROTOCOL.code())) {
      // Some servers break on validators that they gave themselves: the next question has none.
      failed = failed.withValidators(null, null, null);
    }
    Duration pause = interval.afterFailure(source, failed.failures());
    SourceState after = failed.nextAfter(now, pause, PollReason.FAILED.code());
    reports.failed();
    if (isLost(source, after, reason)) {
      children.drop(shard, source);
      shard.sources().giveBack(source.id());
      return;
    }
    reports.failed(source, after);
    reports.silent(source, before, now);
    if (source.movedTo() != null && after.failures() >= FAILURES_BEFORE_RETURN) {
      move(shard, source, source.withMovedTo(null), after);
    } else {
      keep(shard, source, after);
    }
  }

  /** Whether a source that nobody declared by hand leads to nothing, or to nothing any more. */
  private static boolean isLost(Source source, SourceState state, String reason) {
    boolean isForGood =
        reason.startsWith("http-4")
            || reason.startsWith("unreadable-")
            || reason.equals("robots")
            || reason.equals(SourceNews.NOFOLLOW);
    int tries = state.succeeded() == null ? TRIES_OF_FOUND : TRIES_OF_LOST;
    return source.origin() == Source.Origin.DISCOVERED
        && isForGood
        && !reason.equals("http-429")
        && state.failures() >= tries;
  }

  /** The source lives at another authority now: its new shard's owner asks it from here on. */
  void moved(ShardState shard, Source source, URI target) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    // At once the first time; later only in its own rhythm, for two hosts can point at each other.
    Duration pause =
        source.movedTo() == null ? Duration.ZERO : interval.base(source, before, null, now);
    SourceState after =
        before
            .withValidators(null, null, null)
            .askedAt(now)
            .nextAt(now.plus(pause), PollReason.MOVED.code());
    reports.moved(source, target);
    move(shard, source, source.withMovedTo(target), after);
  }

  /** Writes a state that must survive this process. */
  void keep(ShardState shard, Source source, SourceState state) throws InterruptedException {
    keep(shard, source, state, true);
  }

  private void keep(ShardState shard, Source source, SourceState state, boolean isWritten)
      throws InterruptedException {
    if (isWritten) {
      ledger.publish(ledger.records().sourceState(state, source.authority()));
    }
    shard.sources().put(state);
    shard.sources().giveBack(source.id());
  }

  /** The new place is written before the old one is taken away: a crash leaves two, never none. */
  private void move(ShardState shard, Source from, Source to, SourceState state)
      throws InterruptedException {
    ledger.publish(ledger.records().sourceState(state, to.authority()));
    ledger.publish(ledger.records().source(to));
    boolean isSameShard = ledger.records().shards().of(Authority.of(to.address())) == shard.shard();
    if (isSameShard) {
      shard.sources().put(to);
      shard.sources().put(state);
    } else {
      ledger.publish(
          List.of(
              ledger.records().removal(Topics.SOURCES, from.authority(), from.id()),
              ledger.records().removal(Topics.SOURCE_STATE, from.authority(), from.id())));
      shard.sources().remove(from.id());
      shard.sources().removeState(from.id());
    }
    shard.sources().giveBack(from.id());
  }
}
