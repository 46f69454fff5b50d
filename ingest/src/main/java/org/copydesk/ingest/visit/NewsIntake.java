package org.copydesk.ingest.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.discover.MissedEntries;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.discover.PollReason;
import org.copydesk.ingest.discover.TrapGuard;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.Repair;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Takes in what a source shows that is new. The URLs are acknowledged before the source's state is
 * written: after a crash in between they are found again, and their owner knows them.
 */
final class NewsIntake {

  private final Ledger ledger;
  private final TrapGuard traps = new TrapGuard();
  private final PollInterval interval;
  private final SourceEnds ends;
  private final SourceReports reports;
  private final Clock clock;

  NewsIntake(
      Ledger ledger, PollInterval interval, SourceEnds ends, SourceReports reports, Clock clock) {
    this.ledger = ledger;
    this.interval = interval;
    this.ends = ends;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * An answer that could be read.
   *
   * @param head its head
   * @param hash of its body
   * @param feed what it shows
   * @param rest how long the source is left alone at least
   */
  record Answer(ResponseHead head, String hash, Feed feed, Duration rest) {}

  /** Publishes what was found in an answer, and ends the question. */
  void take(ShardState shard, Source source, Answer answer, Discovery.Found found)
      throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    boolean isNew = publish(source, found.urls(), now);
    if (!isNew) {
      reports.silent(source, before, now);
    }
    SourceState after = after(source, before, answer, found, isNew, now);
    reports.read(source, answer.feed(), found);
    if (found.isGap()) {
      OptionalLong missed = MissedEntries.estimate(before, found.urls(), now);
      reports.missed(source, before, missed);
      after = after.missedAt(now, missed);
    }
    ends.keep(shard, source, after);
  }

  private SourceState after(
      Source source,
      SourceState before,
      Answer answer,
      Discovery.Found found,
      boolean isNew,
      Instant now) {
    ResponseHead head = answer.head();
    Next next = next(source, before, answer, found, isNew, now);
    SourceState after =
        before
            .withValidators(
                head.validator("etag").orElse(null),
                head.validator("last-modified").orElse(null),
                answer.hash())
            .withSeen(found.seen())
            .answeredAt(now)
            .nextAfter(now, next.pause(), next.reason().code());
    if (isNew) {
      after = after.withNews(now, interval.newsGap(before, now));
    }
    List<String> repairs = answer.feed().repairs().stream().map(Repair::code).sorted().toList();
    return repairs.isEmpty() ? after : after.mendedAt(now, repairs);
  }

  private boolean publish(Source source, List<UrlToFetch> found, Instant now)
      throws InterruptedException {
    List<Outgoing> urls = new ArrayList<>();
    for (UrlToFetch url : admitted(source, found, now)) {
      urls.add(ledger.records().url(url, Traceparent.random(), now, 0));
    }
    ledger.publish(urls);
    return !urls.isEmpty();
  }

  private List<UrlToFetch> admitted(Source source, List<UrlToFetch> urls, Instant now) {
    TrapGuard.Admitted admitted = traps.admit(urls, now);
    if (admitted.left() > 0) {
      reports.trapped(source, admitted);
    }
    return admitted.urls();
  }

  private record Next(Duration pause, PollReason reason) {
    Next orLater(Duration other, PollReason itsReason) {
      return other.compareTo(pause) > 0 ? new Next(other, itsReason) : this;
    }
  }

  private Next next(
      Source source,
      SourceState before,
      Answer answer,
      Discovery.Found found,
      boolean isNew,
      Instant now) {
    Next asked = next(source, before, answer.feed(), found, now);
    if (found.isGap()) {
      return asked;
    }
    Duration lifetime = answer.head().maxAge().orElse(null);
    Duration notWithin = interval.notWithin(lifetime, source, before, asked.pause(), isNew, now);
    return asked.orLater(notWithin, PollReason.CACHE).orLater(answer.rest(), PollReason.ARCHIVE);
  }

  private Next next(
      Source source, SourceState before, Feed feed, Discovery.Found found, Instant now) {
    if (found.isGap()) {
      return new Next(interval.afterGap(source, before, now), PollReason.MISSED);
    }
    return found.urls().isEmpty()
        ? new Next(
            interval.afterNothingNew(source, before, now), PollReason.NOTHING_NEW.unlessSet(source))
        : new Next(
            interval.base(source, before, feed.timeToLive(), now),
            PollReason.NEWS.unlessSet(source));
  }
}
