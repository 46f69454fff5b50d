package org.copydesk.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.copydesk.ingest.politeness.HostSchedule;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.OffsetTracker;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Polled;
import org.copydesk.pipeline.kafka.Stage;
import org.copydesk.pipeline.message.Lane;

/**
 * What ingest does with {@code news.urls.v1} and its backfill: whoever is assigned partition p owns
 * shard p, its state and its hosts. URLs finish in any order; the tracker keeps commits behind the
 * oldest open one of each lane.
 */
final class IngestStage implements Stage {

  /** Parked URLs of one shard that are kept in memory; past it the partition waits. */
  private static final int MAX_PARKED = 50_000;

  /** The same for backfill: a shard's slow hosts can hold no more of it than this. */
  private static final int MAX_PARKED_BACKFILL = 10_000;

  /** What a request in flight gets to finish when its shard goes to another instance. */
  private static final Duration DRAIN = Duration.ofSeconds(8);

  private record Finished(PartitionId partition, long offset) {}

  private final Ledger ledger;
  private final HostSchedule schedule;
  private final UrlIntake intake;
  private final ShardLoader loader;
  private final ShardTail tail;
  private final int inHand;
  private final Clock clock;
  private final OffsetTracker tracker = new OffsetTracker();
  private final Set<PartitionId> leaving = new HashSet<>();
  private final BlockingQueue<Finished> finished;

  IngestStage(
      Ledger ledger,
      HostSchedule schedule,
      UrlIntake intake,
      ShardLoader loader,
      ShardTail tail,
      Done done,
      int inHand,
      Clock clock) {
    this.ledger = ledger;
    this.schedule = schedule;
    this.intake = intake;
    this.loader = loader;
    this.tail = tail;
    this.finished = done.queue;
    this.inHand = inHand;
    this.clock = clock;
  }

  /** Where visits report jobs whose records may be committed. Thread-safe. */
  static final class Done {
    private final BlockingQueue<Finished> queue = new LinkedBlockingQueue<>();

    void accept(PageJob job) {
      if (job.offset() != PageJob.PARKED) {
        queue.add(new Finished(new PartitionId(job.lane().urls(), job.shard()), job.offset()));
      }
    }

    void accept(Incoming record) {
      queue.add(new Finished(record.partition(), record.offset()));
    }
  }

  @Override
  public Map<PartitionId, Long> start(Set<PartitionId> partitions) {
    Set<Integer> fresh = shards(partitions);
    // A backfill partition may come later than its shard, when its topic is new.
    fresh.removeIf(shard -> ledger.shards().find(shard).isPresent());
    for (ShardState shard : loader.load(fresh)) {
      ledger.shards().add(shard);
      schedule.open(shard.shard());
    }
    partitions.forEach(tracker::start);
    tail.follow(fresh);
    return Map.of();
  }

  @Override
  public void inContact() {
    schedule.heard();
  }

  @Override
  public void accept(Polled polled) {
    for (Incoming record : polled.records()) {
      tracker.taken(record.partition(), record.offset());
      ledger
          .shards()
          .find(record.partition().partition())
          .ifPresent(shard -> intake.take(shard, record, this::finish));
    }
    polled.next().forEach(tracker::moved);
  }

  @Override
  public boolean wantsMore(PartitionId partition) {
    Lane lane = Lane.of(partition.topic());
    return tracker.inHand(partition) < inHand
        && ledger
            .shards()
            .find(partition.partition())
            .map(shard -> hasRoom(shard, lane))
            .orElse(true);
  }

  private boolean hasRoom(ShardState shard, Lane lane) {
    boolean rests = lane == Lane.BACKFILL && shard.isBackfillResting(clock.instant());
    return !rests && shard.urls().parkedCount(lane) < maxParked(lane);
  }

  @Override
  public void awaitProgress(Duration atMost) throws InterruptedException {
    Finished first = finished.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      tracker.finished(first.partition(), first.offset());
    }
  }

  @Override
  public Map<PartitionId, Long> takeDone() {
    for (Finished next = finished.poll(); next != null; next = finished.poll()) {
      tracker.finished(next.partition(), next.offset());
    }
    intake.takeWaiting();
    Map<PartitionId, Long> done = tracker.takeDone();
    leaving.forEach(tracker::stop);
    leaving.clear();
    return done;
  }

  @Override
  public Map<PartitionId, Long> takeRewinds() {
    return Map.of();
  }

  @Override
  public void revoked(Set<PartitionId> partitions) {
    release(partitions, DRAIN);
    leaving.addAll(partitions);
  }

  @Override
  public void lost(Set<PartitionId> partitions) {
    release(partitions, Duration.ZERO);
    partitions.forEach(tracker::stop);
  }

  @Override
  public boolean isHealthy() {
    return ledger.publisher().isHealthy() && schedule.isAlive();
  }

  @Override
  public void close(Duration within) {
    schedule.close(
        ledger.shards().all().stream().map(ShardState::shard).collect(Collectors.toSet()),
        within.compareTo(DRAIN) < 0 ? within : DRAIN);
  }

  /** Whoever has a shard's live partition owns it; its backfill partition goes the same way. */
  private void release(Set<PartitionId> partitions, Duration within) {
    Set<Integer> gone =
        shards(
            partitions.stream()
                .filter(partition -> Lane.of(partition.topic()) == Lane.LIVE)
                .collect(Collectors.toSet()));
    schedule.close(gone, within);
    tail.drop(gone);
    intake.forget(gone);
    ledger.shards().removeAll(gone);
  }

  private void finish(Incoming record) {
    finished.add(new Finished(record.partition(), record.offset()));
  }

  private static int maxParked(Lane lane) {
    return lane == Lane.LIVE ? MAX_PARKED : MAX_PARKED_BACKFILL;
  }

  private static Set<Integer> shards(Set<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::partition).collect(Collectors.toSet());
  }
}
