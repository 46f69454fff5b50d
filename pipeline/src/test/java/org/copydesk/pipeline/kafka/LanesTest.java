package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When backfill flows, with Kafka's own stand-in for a consumer. */
final class LanesTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final TopicPartition LIVE = new TopicPartition(Topics.PAGES, 0);
  private static final TopicPartition BACKFILL = new TopicPartition(Topics.PAGES_BACKFILL, 0);
  private static final int MAX_LIVE_LAG = 3;

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final AtomicBoolean paused = new AtomicBoolean();
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final ConsumerLoop loop =
      new ConsumerLoop(
          new ConsumerLoop.Settings(
              new KafkaSettings("unused:1", "test", null, Map.of()),
              "group",
              Set.of(LIVE.topic(), BACKFILL.topic()),
              100,
              new BackfillRule(paused::get, MAX_LIVE_LAG)),
          new BatchStage(
              "test",
              batch -> batch.records().forEach(r -> handled.add(r.partition().topic())),
              100),
          new SimpleMeterRegistry(),
          failure::set,
          () -> consumer);

  @BeforeEach
  void beginnings() {
    consumer.updateBeginningOffsets(Map.of(LIVE, 0L, BACKFILL, 0L));
    consumer.updateEndOffsets(Map.of(LIVE, 0L, BACKFILL, 2L));
  }

  @AfterEach
  void close() {
    loop.close();
    assertThat(failure.get()).isNull();
  }

  @Test
  void backfillFlowsWhileNothingLiveWaits() {
    start();

    deliver(BACKFILL, 2);

    await()
        .atMost(PATIENCE)
        .until(() -> handled.equals(List.of(BACKFILL.topic(), BACKFILL.topic())));
  }

  @Test
  void backfillWaitsWhileMoreLiveWorkWaitsThanItMay() {
    consumer.updateEndOffsets(Map.of(LIVE, MAX_LIVE_LAG + 1L));
    start();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.paused()).contains(BACKFILL));
    assertThat(consumer.paused()).doesNotContain(LIVE);

    deliver(LIVE, MAX_LIVE_LAG + 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(consumer.paused()).doesNotContain(BACKFILL));
    assertThat(handled).hasSize(MAX_LIVE_LAG + 1);
  }

  @Test
  void pausedBackfillWaitsUntilItIsResumed() {
    paused.set(true);
    start();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.paused()).contains(BACKFILL));
    assertThat(consumer.paused()).doesNotContain(LIVE);

    paused.set(false);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(consumer.paused()).doesNotContain(BACKFILL));
  }

  private void start() {
    loop.start();
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(LIVE, BACKFILL)));
    await().atMost(PATIENCE).until(() -> consumer.assignment().size() == 2);
  }

  private void deliver(TopicPartition partition, int count) {
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset < count; offset++) {
            consumer.addRecord(
                new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[0], new byte[] {1}));
          }
        });
  }
}
