package org.copydesk.pipeline.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop that every service reads its topics with: poll, let the {@link Stage} take what
 * came, commit what is done. One thread owns the consumer from its first poll to its close; no
 * record is committed before the stage says that its effect is durable.
 *
 * <pre>
 *          assigned                 positioned               revoked: finish, commit
 *  (none) ──────────▶ starting ────────────────▶ running ───────────────────────────▶ (none)
 *                        │  paused, asked again      │  paused while the stage         lost: drop,
 *                        ▼  while a dependency       ▼  wants no more                  commit nothing
 *                           is away
 * </pre>
 *
 * <p>{@link #start} and {@link #close} may be called from any thread; close is idempotent and
 * leaves the group, so that others take over at once.
 */
public final class ConsumerLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);

  /** Shorter when the stage is at work, so that its end is seen soon. */
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long work in hand may take to finish when the service stops. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** Room for the drain, the last commit and leaving the group. */
  private static final Duration STOP = DRAIN.plusSeconds(6);

  /**
   * What a loop reads.
   *
   * @param group the consumer group
   * @param topics what it subscribes to
   * @param maxPollRecords the most records of one poll
   * @param aheadBytes the most, compressed, that is read ahead of the polls of a partition; a
   *     longer record still comes
   * @param backfill when the topics' backfill lane may flow; null when there are no two lanes
   */
  public record Settings(
      KafkaSettings kafka,
      String group,
      Set<String> topics,
      int maxPollRecords,
      int aheadBytes,
      @Nullable BackfillRule backfill) {
    public Settings {
      topics = Set.copyOf(topics);
    }

    /** With as much read ahead as one message may be long. */
    public Settings(
        KafkaSettings kafka,
        String group,
        Set<String> topics,
        int maxPollRecords,
        @Nullable BackfillRule backfill) {
      this(kafka, group, topics, maxPollRecords, Topic.MAX_MESSAGE_BYTES, backfill);
    }

    /** Topics without lanes. */
    public Settings(KafkaSettings kafka, String group, Set<String> topics, int maxPollRecords) {
      this(kafka, group, topics, maxPollRecords, null);
    }

    /** With two lanes, one member has both of a shard's partitions. */
    private Class<? extends ConsumerPartitionAssignor> assignor() {
      return backfill == null ? CooperativeStickyAssignor.class : ShardAssignor.class;
    }
  }

  private final Settings settings;
  private final Stage stage;
  private final MeterRegistry meters;
  private final java.util.function.Consumer<ServiceFailure> onFailure;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final GroupMember member = new GroupMember();

  private @Nullable Thread thread;
  private volatile long lastTurnNanos;
  private volatile @Nullable ServiceFailure failure;

  /**
   * @param onFailure told once, on the loop's thread, when the loop ends for a failure
   */
  public ConsumerLoop(
      Settings settings,
      Stage stage,
      MeterRegistry meters,
      java.util.function.Consumer<ServiceFailure> onFailure) {
    this(
        settings,
        stage,
        meters,
        onFailure,
        () ->
            new KafkaConsumer<>(
                ClientProperties.groupMember(
                    settings.kafka(),
                    settings.group(),
                    settings.maxPollRecords(),
                    settings.aheadBytes(),
                    settings.assignor())));
  }

  ConsumerLoop(
      Settings settings,
      Stage stage,
      MeterRegistry meters,
      java.util.function.Consumer<ServiceFailure> onFailure,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    this.settings = settings;
    this.stage = stage;
    this.meters = meters;
    this.onFailure = onFailure;
    this.consumers = consumers;
  }

  /** Begins to read. */
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("started already");
    }
    lastTurnNanos = System.nanoTime();
    thread = Thread.ofPlatform().name(settings.group() + "-loop").start(this::run);
  }

  /**
   * Whether records are likely to be read and handled: the thread lives and turns, and the stage
   * lacks nothing. It does not need partitions: a stand-by instance is healthy.
   */
  public boolean isHealthy() {
    return isAlive() && stage.isHealthy();
  }

  /** Whether the thread lives and has polled within the group's limit. */
  public boolean isAlive() {
    Thread current = thread;
    long sinceTurn = System.nanoTime() - lastTurnNanos;
    return current != null
        && current.isAlive()
        && failure == null
        && sinceTurn < ClientProperties.MAX_POLL_INTERVAL.toNanos();
  }

  /** Finishes what is in hand, commits it and leaves the group. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    stopping.set(true);
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    // No wakeup: it could strike the last commit as well, and a poll is short.
    join(running);
  }

  private void run() {
    try (Consumer<byte[], byte[]> opened = consumers.get();
        KafkaClientMetrics metrics = new KafkaClientMetrics(opened)) {
      metrics.bindTo(meters);
      loop(opened);
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      fail(new IllegalStateException("the loop ended by an error", e));
    }
  }

  private void loop(Consumer<byte[], byte[]> polling) {
    GroupContact contact = new GroupContact(polling);
    Commits commits =
        new Commits(polling, timer("pipeline.commit", "Time until the broker has taken a commit"));
    Timer polls = timer("pipeline.poll", "Time in a poll, waiting for records included");
    Lanes lanes = new Lanes(polling, settings.backfill());
    if (settings.backfill() != null) {
      Gauge.builder("pipeline.backfill.open", lanes, open -> open.isOpen() ? 1 : 0)
          .tag("group", settings.group())
          .description("Whether backfill may flow: not paused, and no live work before it")
          .register(meters);
    }
    Ownership ownership = new Ownership(polling, stage, lanes);
    polling.subscribe(settings.topics(), new Rebalances(polling, ownership, commits));
    try {
      while (!stopping.get()) {
        turn(polling, polls, ownership, commits);
        if (contact.isRecent()) {
          stage.inContact();
        }
      }
      stage.close(DRAIN);
      commits.commitNow(stage.takeDone());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        stage.close(Duration.ZERO);
      } finally {
        leave(polling);
      }
    }
  }

  private void turn(
      Consumer<byte[], byte[]> polling, Timer polls, Ownership ownership, Commits commits)
      throws InterruptedException {
    lastTurnNanos = System.nanoTime();
    // First, so that a rewind from before a loss cannot move a partition that came back since.
    ownership.rewind();
    ownership.startPartitions();
    boolean open = ownership.pauseAndResume();
    if (!open) {
      stage.awaitProgress(POLL);
    }
    long begun = System.nanoTime();
    Polled polled = Polled.from(polling.poll(open ? POLL : Duration.ZERO), member);
    polls.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    member.refresh(polling);
    if (!polled.isEmpty()) {
      stage.accept(polled);
    }
    commits.commit(stage.takeDone());
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .tag("group", settings.group())
        .description(description)
        .register(meters);
  }

  private static void leave(Consumer<byte[], byte[]> polling) {
    polling.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(3)));
  }

  private void fail(RuntimeException e) {
    ServiceFailure reason = Failures.asServiceFailure(settings.group(), e);
    failure = reason;
    log.atError()
        .addKeyValue("group", settings.group())
        .addKeyValue("reason", reason.getMessage())
        .log("consumer loop ended");
    onFailure.accept(reason);
  }

  private static void join(Thread running) {
    try {
      if (!running.join(STOP)) {
        log.atWarn().addKeyValue("thread", running.getName()).log("consumer loop did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes the group's news on, in the order that keeps commits behind effects. */
  private final class Rebalances implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> polling;
    private final Ownership ownership;
    private final Commits commits;

    Rebalances(Consumer<byte[], byte[]> polling, Ownership ownership, Commits commits) {
      this.polling = polling;
      this.ownership = ownership;
      this.commits = commits;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        ownership.assigned(ids(partitions));
        log("partitions assigned", partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        return;
      }
      member.refresh(polling);
      stage.revoked(ownership.running(ids(partitions)));
      commits.commitNow(stage.takeDone());
      commits.forget(ids(partitions));
      ownership.gone(ids(partitions));
      log("partitions revoked", partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      stage.lost(ownership.running(ids(partitions)));
      commits.forget(ids(partitions));
      ownership.gone(ids(partitions));
      log("partitions lost", partitions);
    }

    private void log(String message, Collection<TopicPartition> partitions) {
      List<PartitionId> sorted = ids(partitions).stream().sorted().toList();
      log.atInfo()
          .addKeyValue("group", settings.group())
          .addKeyValue("partitions", sorted)
          .log(message);
    }

    private static Set<PartitionId> ids(Collection<TopicPartition> partitions) {
      return partitions.stream().map(PartitionId::of).collect(Collectors.toSet());
    }
  }
}
