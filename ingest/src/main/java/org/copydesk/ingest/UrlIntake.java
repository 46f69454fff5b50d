package org.copydesk.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.ingest.state.Records;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each record of {@code news.urls.v1}: nothing to do, queue it at its host, park it,
 * or a dead letter. Never blocks for long; what must be written first is written in the background.
 * Belongs to the loop's thread.
 */
final class UrlIntake {

  private static final Logger log = LoggerFactory.getLogger(UrlIntake.class);

  /** Once round through what was sent back already, new things are looked for less often. */
  private static final Duration REST = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final HostSchedule schedule;
  private final DeadLetters deadLetters;
  private final Consumer<PageJob> done;
  private final IngestMeters meters;
  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final Clock clock;
  private final List<Waiting> waiting = new ArrayList<>();

  /** A record that says that a URL changed which is being fetched just now. */
  private record Waiting(
      ShardState shard, String urlId, Incoming record, Consumer<Incoming> finished) {}

  UrlIntake(
      Ledger ledger,
      HostSchedule schedule,
      DeadLetters deadLetters,
      Consumer<PageJob> done,
      IngestMeters meters,
      Clock clock) {
    this.ledger = ledger;
    this.schedule = schedule;
    this.deadLetters = deadLetters;
    this.done = done;
    this.meters = meters;
    this.clock = clock;
  }

  void take(ShardState shard, Incoming record, Consumer<Incoming> finished) {
    PageJob job;
    try {
      job = read(record);
    } catch (UnreadableMessageException e) {
      bury(record, e, finished);
      return;
    }
    int home = ledger.records().shards().of(Authority.of(job.target().url()));
    if (home != shard.shard()) {
      sendHome(record, job, finished);
    } else if (saysThatItChanged(job) && shard.urls().isInHand(job.target().urlId())) {
      waiting.add(new Waiting(shard, job.target().urlId(), record, finished));
    } else if (!shard.urls().take(job.target(), job.discovered(), job.lane())) {
      passOver(shard, job, record, finished);
    } else {
      enqueue(shard, job, record);
    }
  }

  /** A live record takes the place of its URL's backfill that still waits for its turn. */
  private void passOver(
      ShardState shard, PageJob job, Incoming record, Consumer<Incoming> finished) {
    PageJob backfill = job.isBackfill() ? null : schedule.withdraw(errand(job)).orElse(null);
    if (backfill == null) {
      finished.accept(record);
    } else {
      done.accept(backfill);
      enqueue(shard, job, record);
    }
  }

  /** Nothing overtakes what is parked of its host and due already. */
  private void enqueue(ShardState shard, PageJob job, Incoming record) {
    Errand.Page errand = errand(job);
    boolean isBehind = shard.urls().isWaiting(errand.authority(), job.lane(), clock.instant());
    if (isBehind || !schedule.offer(errand)) {
      putAside(shard, job, record);
    }
  }

  /**
   * Where its host has enough in memory, the rest waits in Kafka, behind all others: what a host
   * shows faster than it may be fetched is no longer live, and must not fill the shard's room.
   */
  private void putAside(ShardState shard, PageJob job, Incoming record) {
    String authority = Authority.of(job.target().url());
    if (!shard.urls().hasEnough(authority, job.lane())) {
      park(shard, job);
      return;
    }
    if (record.headers().text(Records.SENT_BACK).isPresent()) {
      shard.restBackfill(clock.instant().plus(REST));
    }
    ledger
        .publisher()
        .inBackground(
            List.of(ledger.records().sentBack(job)),
            () -> {
              shard.urls().release(job.target().urlId());
              done.accept(job);
            });
    meters.sentBack();
  }

  /** Takes the records up again whose URL has gone out of hand since. */
  void takeWaiting() {
    List<Waiting> free =
        waiting.stream().filter(record -> !record.shard().urls().isInHand(record.urlId())).toList();
    waiting.removeAll(free);
    free.forEach(record -> take(record.shard(), record.record(), record.finished()));
  }

  /** Drops the waiting records of shards that go away: their offsets are open, they come again. */
  void forget(Set<Integer> shards) {
    waiting.removeIf(record -> shards.contains(record.shard().shard()));
  }

  /** A fetch that is under way may have read the page as it was before. */
  private static boolean saysThatItChanged(PageJob job) {
    return switch (job.target().why()) {
      case UPDATED, REVISIT -> true;
      case NEW, REDIRECT -> false;
    };
  }

  static Errand.Page errand(PageJob job) {
    return new Errand.Page(job, java.net.URI.create(job.target().url()), 0);
  }

  private PageJob read(Incoming record) {
    byte[] value = record.value();
    if (value == null) {
      throw malformed("no value");
    }
    UrlToFetch target = Json.read(value, UrlToFetch.class);
    requireUsable(target);
    Envelope envelope = Envelope.from(record.headers());
    Instant discovered =
        Objects.requireNonNullElse(envelope.times().discovered(), record.timestamp());
    return new PageJob(
        target,
        record.partition().partition(),
        record.offset(),
        0,
        hops(record),
        discovered,
        envelope.traceparent(),
        Lane.of(record.partition().topic()));
  }

  @SuppressWarnings("ConstantValue") // JSON can lack any of them
  private void requireUsable(UrlToFetch target) {
    if (target.url() == null
        || target.urlId() == null
        || target.sourceId() == null
        || target.why() == null) {
      throw malformed("a field is missing");
    }
    boolean isNormal =
        normalizer
            .normalize(target.url())
            .map(url -> url.toString().equals(target.url()))
            .orElse(false);
    if (!isNormal || !Ids.urlId(target.url()).equals(target.urlId())) {
      throw malformed("not a normalised URL with its id");
    }
  }

  private static int hops(Incoming record) {
    String text = record.headers().text(Records.HOPS).orElse("0");
    boolean isSmallNumber = text.length() == 1 && Character.isDigit(text.charAt(0));
    return isSmallNumber ? text.charAt(0) - '0' : 0;
  }

  private void park(ShardState shard, PageJob job) {
    Instant due = schedule.nextRoom(errand(job));
    UrlState state = job.parked(clock.instant(), due, 0, "host-busy");
    meters.parked("host-busy");
    ledger
        .publisher()
        .inBackground(
            List.of(ledger.records().urlState(state)),
            () -> {
              shard.urls().put(state);
              shard.urls().release(job.target().urlId());
              done.accept(job);
            });
  }

  /** Whoever wrote it counts shards in another way; its owner is who talks to the host. */
  private void sendHome(Incoming record, PageJob job, Consumer<Incoming> finished) {
    Outgoing again =
        ledger.records().url(job.target(), job.trace(), job.discovered(), job.hops(), job.lane());
    ledger.publisher().inBackground(List.of(again), () -> finished.accept(record));
  }

  private void bury(
      Incoming record, UnreadableMessageException failure, Consumer<Incoming> finished) {
    DeadLetterReason reason =
        failure.kind() == UnreadableMessageException.Kind.UNSUPPORTED_VERSION
            ? DeadLetterReason.UNSUPPORTED_VERSION
            : DeadLetterReason.MALFORMED;
    String message = Objects.requireNonNullElse(failure.getMessage(), "unreadable");
    meters.deadLetter(reason.code());
    log.atWarn()
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", message)
        .log("dead letter");
    Outgoing letter = deadLetters.of(record, reason, message, failure, 1);
    ledger.publisher().inBackground(List.of(letter), () -> finished.accept(record));
  }

  private static UnreadableMessageException malformed(String message) {
    return new UnreadableMessageException(UnreadableMessageException.Kind.MALFORMED, message);
  }
}
