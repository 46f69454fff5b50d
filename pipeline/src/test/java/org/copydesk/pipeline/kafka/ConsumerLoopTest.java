package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop's decisions, with Kafka's own stand-in for a consumer. */
final class ConsumerLoopTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final TopicPartition P0 = new TopicPartition("pages", 0);
  private static final TopicPartition P1 = new TopicPartition("pages", 1);

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final RecordingWork work = new RecordingWork();
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final ConsumerLoop loop =
      new ConsumerLoop(
          new ConsumerLoop.Settings(
              new KafkaSettings("unused:1", "test", null, Map.of()), "group", Set.of("pages"), 100),
          new BatchStage("test", work, 100, Duration.ofMillis(100)),
          new SimpleMeterRegistry(),
          failure::set,
          () -> consumer);

  @BeforeEach
  void beginnings() {
    consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
  }

  @AfterEach
  void close() {
    work.release();
    loop.close();
  }

  @Test
  void offsetIsCommittedOnlyAfterTheBatchIsDone() {
    // Given a batch whose work does not end
    work.hold();
    loop.start();
    assign(P0);
    deliver(P0, 0, 1, 2);
    await().atMost(PATIENCE).until(() -> work.begun.get() == 1);
    assertThat(committed(P0)).isNull();

    // When it ends
    work.release();

    // Then its end is committed
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed(P0)).isEqualTo(3L));
  }

  @Test
  void everythingIsPausedWhileABatchIsInHand() {
    work.hold();
    loop.start();
    assign(P0, P1);

    deliver(P0, 0);

    await().atMost(PATIENCE).until(() -> onPoll(() -> consumer.paused().equals(Set.of(P0, P1))));
    work.release();
    await().atMost(PATIENCE).until(() -> onPoll(() -> consumer.paused().isEmpty()));
  }

  @Test
  void batchWaitsForAMissingDependencyAndThenGoesThrough() {
    work.failures.add(new DependencyUnavailable("database", "down", null));
    work.failures.add(new DependencyUnavailable("database", "still down", null));
    loop.start();
    assign(P0);

    deliver(P0, 0, 1);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed(P0)).isEqualTo(2L));
    assertThat(work.begun.get()).isEqualTo(3);
    assertThat(work.offsets).containsExactly(0L, 1L);
    assertThat(failure.get()).isNull();
  }

  @Test
  void serviceFailureEndsTheLoopAndCommitsNothing() {
    work.failures.add(new ServiceFailure(ExitCode.CONFIG, "the table is missing"));
    loop.start();
    assign(P0);

    deliver(P0, 0);

    await().atMost(PATIENCE).until(() -> failure.get() != null);
    assertThat(failure.get().exitCode()).isEqualTo(ExitCode.CONFIG);
    assertThat(loop.isAlive()).isFalse();
    assertThat(work.offsets).isEmpty();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void consumptionBeginsWhereTheWorkSays() {
    work.startingOffsets = Map.of(PartitionId.of(P0), 2L);
    loop.start();

    assign(P0);
    deliver(P0, 0, 1, 2, 3);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(work.offsets).containsExactly(2L, 3L));
  }

  @Test
  void partitionThatCannotStartYetIsAskedAgain() {
    work.startFailures.add(new DependencyUnavailable("database", "down", null));
    loop.start();

    assign(P0);
    deliver(P0, 0);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(work.offsets).containsExactly(0L));
  }

  @Test
  void abandonedBatchOfAKeptPartitionComesAgain() {
    // Given a batch over two partitions that never ends by itself
    work.hold();
    loop.start();
    assign(P0, P1);
    consumer.schedulePollTask(
        () -> {
          add(P0, 0);
          add(P1, 0);
        });
    await().atMost(PATIENCE).until(() -> work.begun.get() == 1);

    // When one of them is taken away at once
    assign(P0);

    // Then the other's records come again when work goes on
    await().atMost(PATIENCE).until(() -> work.interrupted.get() == 1);
    deliver(P0, 0);
    work.release();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(work.offsets).contains(0L));
    assertThat(work.offsets).containsOnlyOnce(0L);
    assertThat(committed(P1)).isNull();
  }

  @Test
  void closeFinishesWhatIsInHandAndCommitsIt() {
    work.hold();
    loop.start();
    assign(P0);
    deliver(P0, 0);
    await().atMost(PATIENCE).until(() -> work.begun.get() == 1);

    Thread closing = Thread.ofPlatform().start(loop::close);
    work.release();

    await().atMost(PATIENCE).until(() -> !closing.isAlive());
    assertThat(consumer.closed()).isTrue();
    assertThat(work.offsets).containsExactly(0L);
  }

  private void assign(TopicPartition... partitions) {
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
  }

  private void deliver(TopicPartition partition, long... offsets) {
    consumer.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            add(partition, offset);
          }
        });
  }

  private void add(TopicPartition partition, long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, new byte[0], new byte[] {1}));
  }

  private @Nullable Long committed(TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? null : offset.offset();
  }

  private boolean onPoll(BooleanSupplier condition) {
    AtomicReference<Boolean> answer = new AtomicReference<>();
    consumer.schedulePollTask(() -> answer.set(condition.getAsBoolean()));
    await().atMost(PATIENCE).until(() -> answer.get() != null);
    return answer.get();
  }

  /** Work that a test can hold up and make fail. */
  private static final class RecordingWork implements BatchWork {
    final List<Long> offsets = new CopyOnWriteArrayList<>();
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RuntimeException> startFailures = new ConcurrentLinkedQueue<>();
    volatile Map<PartitionId, Long> startingOffsets = Map.of();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void hold() {
      gate = new CountDownLatch(1);
    }

    void release() {
      gate.countDown();
    }

    @Override
    public Map<PartitionId, Long> startingOffsets(Set<PartitionId> partitions) {
      RuntimeException next = startFailures.poll();
      if (next != null) {
        throw next;
      }
      return startingOffsets;
    }

    @Override
    public void work(Batch batch) throws InterruptedException {
      begun.incrementAndGet();
      RuntimeException next = failures.poll();
      if (next != null) {
        throw next;
      }
      try {
        gate.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
      batch.records().forEach(read -> offsets.add(read.offset()));
    }
  }
}
