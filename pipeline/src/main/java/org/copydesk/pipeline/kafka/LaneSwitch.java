package org.copydesk.pipeline.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.LaneState;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators want of the lanes, kept current from {@code news.lanes.v1}. Until the first
 * reading is complete, backfill counts as paused. Thread-safe.
 */
public final class LaneSwitch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneSwitch.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final Map<Lane, LaneState> states = new ConcurrentHashMap<>();
  private volatile boolean known;
  private volatile boolean closed;
  private @Nullable Thread thread;

  public LaneSwitch(KafkaSettings kafka) {
    this.kafka = kafka.withClientId(kafka.clientId() + "-lanes");
  }

  /** Begins to follow the topic. */
  public synchronized void start() {
    thread = Thread.ofPlatform().daemon().name("lane-switch").start(this::run);
  }

  /** Whether nothing new of the backfill lane is to be begun. */
  public boolean isBackfillPaused() {
    LaneState state = states.get(Lane.BACKFILL);
    return !known || (state != null && state.paused());
  }

  /**
   * What is wanted of the backfill lane now; empty when nobody ever said anything.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  public static Optional<LaneState> read(KafkaSettings kafka) {
    LaneSwitch once = new LaneSwitch(kafka);
    try (CompactedReader reader = new CompactedReader(once.kafka)) {
      reader.readFromBeginning(once.partitions(), once::take);
    }
    return Optional.ofNullable(once.states.get(Lane.BACKFILL));
  }

  /**
   * Says what is wanted of a lane. The services follow within about a second.
   *
   * @throws DependencyUnavailable when the broker does not take it
   */
  public static void set(KafkaSettings kafka, LaneState state) throws InterruptedException {
    Clock clock = Clock.systemUTC();
    Envelope envelope =
        new Envelope(
            Ids.uuidV7(clock),
            "/copydesk/operator",
            LaneState.TYPE,
            clock.instant(),
            Envelope.JSON,
            Traceparent.random(),
            StageTimes.none());
    try (AckedProducer producer = producer(kafka)) {
      producer.sendAll(Set.of(Outgoing.json(Topics.LANES, state.lane().word(), state, envelope)));
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    try {
      // Not interrupted at first: the consumer would complain about it.
      if (!running.join(POLL.multipliedBy(4))) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static AckedProducer producer(KafkaSettings kafka) {
    return new AckedProducer(() -> new KafkaProducer<>(ClientProperties.producer(kafka)), null);
  }

  private void run() {
    while (!closed) {
      try (CompactedReader reader = new CompactedReader(kafka)) {
        follow(reader);
      } catch (DependencyUnavailable away) {
        log.atDebug().addKeyValue("reason", away.getMessage()).log("lanes cannot be read now");
        LockSupport.parkNanos(POLL.toNanos());
      } catch (RuntimeException e) {
        if (!closed) {
          log.atWarn().setCause(e).log("reading lanes failed, beginning again");
          LockSupport.parkNanos(POLL.multipliedBy(4).toNanos());
        }
      }
    }
  }

  private void follow(CompactedReader reader) {
    Set<PartitionId> partitions = partitions();
    if (partitions.isEmpty()) {
      LockSupport.parkNanos(POLL.toNanos());
      return;
    }
    reader.readFromBeginning(partitions, this::take);
    known = true;
    while (!closed) {
      reader.readNew(POLL, this::take);
    }
  }

  private Set<PartitionId> partitions() {
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      int count = admin.partitionCount(Topics.LANES).orElse(0);
      Collection<PartitionId> all =
          IntStream.range(0, count)
              .mapToObj(partition -> new PartitionId(Topics.LANES, partition))
              .toList();
      return new HashSet<>(all);
    }
  }

  private void take(Incoming record) {
    if (record.value() == null) {
      return;
    }
    try {
      LaneState state = Json.read(record.value(), LaneState.class);
      LaneState before = states.put(state.lane(), state);
      if (known && (before == null || before.paused() != state.paused())) {
        log.atInfo()
            .addKeyValue("lane", state.lane().word())
            .addKeyValue("paused", state.paused())
            .log("lane switched");
      }
    } catch (UnreadableMessageException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("lane's record cannot be read");
    }
  }
}
