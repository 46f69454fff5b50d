package org.copydesk.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.KafkaBrokerExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The loop and its transactions against a real broker. */
final class BrokerTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final KafkaBrokerExtension broker = new KafkaBrokerExtension();

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final int PARTITIONS = 4;

  private final String in = broker.unique("in" + COUNTER.incrementAndGet());
  private final String out = broker.unique("out" + COUNTER.get());
  private final String group = broker.unique("group" + COUNTER.get());
  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();

  @BeforeEach
  void topics() {
    try (TopicAdmin admin = new TopicAdmin(settings(null))) {
      admin.ensure(List.of(log(in), log(out)), new TopicAdmin.Sizes(PARTITIONS, 2, (short) 1));
    }
  }

  @Test
  void everyRecordIsCopiedExactlyOnceOverRestartsAndRebalances() throws InterruptedException {
    // Given records, and a copier that is stopped and started, and joined by a second one
    produce(0, 600);
    ConsumerLoop first = copier(null);
    first.start();
    await().atMost(PATIENCE).until(() -> !copied().isEmpty());
    ConsumerLoop second = copier(null);
    second.start();
    produce(600, 1200);
    first.close();
    ConsumerLoop third = copier(null);
    third.start();
    produce(1200, 1500);

    // When all is drained
    await().atMost(Duration.ofSeconds(60)).until(() -> lag() == 0);
    second.close();
    third.close();

    // Then each record was copied once
    assertThat(copied()).containsExactlyInAnyOrderElementsOf(names(0, 1500));
    assertThat(failure.get()).isNull();
  }

  @Test
  void instanceThatDiesInsideATransactionLeavesNothingVisible() throws InterruptedException {
    // Given an instance with a slot that has written but not committed, and is gone
    produce(0, 50);
    Transactions dead = new Transactions(settings("0"), group);
    GroupMember nobody = new GroupMember();
    assertThatThrownBy(
            () ->
                dead.write(
                    List.of(Outgoing.of(out, "k", "half".getBytes(UTF_8), Headers.empty())),
                    new Batch(List.of(), Map.of(new PartitionId(in, 0), 7L), nobody)))
        .isInstanceOf(IllegalStateException.class);

    // When another with the same slot takes over
    ConsumerLoop next = copier("0");
    next.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> lag() == 0);
    next.close();

    // Then only its work is to be seen
    assertThat(copied()).containsExactlyInAnyOrderElementsOf(names(0, 50));
    dead.close();
  }

  @Test
  void secondInstanceWithTheSameSlotFencesTheFirst() throws InterruptedException {
    produce(0, 10);
    ConsumerLoop first = copier("7");
    first.start();
    await().atMost(PATIENCE).until(() -> copied().size() == 10);

    ConsumerLoop second = copier("7");
    second.start();

    await().atMost(Duration.ofSeconds(30)).until(() -> failure.get() != null);
    assertThat(failure.get().getMessage()).contains("slot");
    second.close();
    first.close();
  }

  @Test
  void lagIsZeroBehindTransactionMarkers() throws InterruptedException {
    // Given a topic that ends in transaction markers
    produce(0, 20);
    ConsumerLoop copier = copier(null);
    copier.start();
    await().atMost(PATIENCE).until(() -> copied().size() == 20);

    // When a group that keeps its offsets in Kafka reads it
    String reader = group + "-reader";
    ConsumerLoop loop = loop(reader, out, new BatchStage("reader", batch -> {}, 20), null);
    loop.start();

    // Then it is not behind for ever by the markers
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag(out, reader)).isZero());
    loop.close();
    copier.close();
  }

  @Test
  void waitingRecordsAreCountedAndDatedWhileNobodyReads() throws InterruptedException {
    produce(0, 5);

    try (LagReader lags = new LagReader(settings(null), Clock.systemUTC())) {
      TopicLag lag = lags.read(List.of(new TopicLag.Reading(in, group))).getFirst();

      assertThat(lag.lag()).isEqualTo(5);
      assertThat(lag.members()).isZero();
      assertThat(lag.partitions()).isEqualTo(PARTITIONS);
      assertThat(lag.age()).isLessThan(Duration.ofMinutes(1));
      assertThat(lag.oldest()).isNotNull();
      assertThat(lags.read(List.of(new TopicLag.Reading(in, group))).getFirst().oldest())
          .isEqualTo(lag.oldest()); // a rate takes a second look
    }
  }

  @Test
  void batchThatTakesLongerThanAPollKeepsItsPartitions() throws InterruptedException {
    produce(0, 1);
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    ConsumerLoop loop =
        loop(
            group,
            in,
            new BatchStage(
                "slow",
                batch -> {
                  attempts.incrementAndGet();
                  gate.await();
                },
                20),
            null);
    loop.start();
    await().atMost(PATIENCE).until(() -> attempts.get() == 1);

    assertThat(lag(in, group)).isEqualTo(1);
    gate.countDown();

    await().atMost(PATIENCE).until(() -> lag(in, group) == 0);
    assertThat(attempts.get()).isEqualTo(1);
    loop.close();
  }

  @Test
  void changedShardCountIsRefusedWithASentence() {
    try (TopicAdmin admin = new TopicAdmin(settings(null))) {
      assertThatThrownBy(
              () -> admin.ensure(List.of(log(in)), new TopicAdmin.Sizes(9, 2, (short) 1)))
          .isInstanceOf(ServiceFailure.class)
          .hasMessageContaining("has 4 partitions")
          .hasMessageContaining("topics.partitions");
    }
  }

  @Test
  void compactedStateIsReadFromItsBeginningAndOn() throws InterruptedException {
    produce(0, 30);
    List<String> read = new ArrayList<>();
    Set<PartitionId> all = new HashSet<>();
    IntStream.range(0, PARTITIONS).forEach(p -> all.add(new PartitionId(in, p)));

    try (CompactedReader reader = new CompactedReader(settings(null))) {
      reader.readFromBeginning(all, record -> read.add(record.keyText()));
      assertThat(read).containsExactlyInAnyOrderElementsOf(names(0, 30));

      produce(30, 31);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reader.readNew(Duration.ofMillis(100), record -> read.add(record.keyText()));
                return read.contains("30");
              });
    }
  }

  private ConsumerLoop copier(@Nullable String slot) {
    TransactionalWork work =
        new TransactionalWork(
            settings(slot),
            group,
            records ->
                new TransactionalWork.Output(
                    records.stream()
                        .map(
                            read -> Outgoing.of(out, read.keyText(), read.value(), Headers.empty()))
                        .toList(),
                    () -> {}));
    return loop(group, in, new BatchStage("copier", work, 20), slot);
  }

  private ConsumerLoop loop(String asGroup, String topic, Stage stage, @Nullable String slot) {
    return new ConsumerLoop(
        new ConsumerLoop.Settings(settings(slot), asGroup, Set.of(topic), 20),
        stage,
        new SimpleMeterRegistry(),
        failure::set);
  }

  private void produce(int from, int to) throws InterruptedException {
    try (AckedProducer producer = new AckedProducer(settings(null), new SimpleMeterRegistry())) {
      producer.sendAll(
          names(from, to).stream()
              .map(name -> Outgoing.of(in, name, name.getBytes(UTF_8), Headers.empty()))
              .toList());
    }
  }

  private List<String> copied() {
    List<String> keys = new ArrayList<>();
    Set<PartitionId> all = new HashSet<>();
    IntStream.range(0, PARTITIONS).forEach(p -> all.add(new PartitionId(out, p)));
    try (CompactedReader reader = new CompactedReader(settings(null))) {
      reader.readFromBeginning(all, record -> keys.add(record.keyText()));
    }
    return keys;
  }

  private long lag() {
    return lag(in, group);
  }

  private long lag(String topic, String ofGroup) {
    try (LagReader lags = new LagReader(settings(null), Clock.systemUTC())) {
      return lags.read(List.of(new TopicLag.Reading(topic, ofGroup))).getFirst().lag();
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static Topic log(String name) {
    return new Topic(name, Topic.Layout.SHARDED, false, Duration.ofDays(1), Map.of());
  }

  private static KafkaSettings settings(@Nullable String slot) {
    return new KafkaSettings(broker.bootstrapServers(), "test", slot, Map.of());
  }
}
