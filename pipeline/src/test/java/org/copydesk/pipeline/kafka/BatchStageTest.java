package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.copydesk.pipeline.message.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How polls become batches. */
final class BatchStageTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final PartitionId P0 = new PartitionId("pages", 0);
  private static final PartitionId P1 = new PartitionId("pages", 1);
  private static final int SMALL = 100;
  private static final int LARGE = 2 << 20;

  private final List<Batch> batches = new CopyOnWriteArrayList<>();
  private final BatchStage stage = new BatchStage("test", batches::add, 35);

  @AfterEach
  void close() {
    stage.close(Duration.ZERO);
  }

  @Test
  void pollThatLeavesNothingWaitingIsABatchAtOnce() {
    stage.accept(polled(P0, 0, 3, SMALL));

    assertThat(onlyBatch().next()).containsExactly(Map.entry(P0, 3L));
  }

  @Test
  void fullPollsAreGatheredUntilNoMoreComes() {
    turn(polled(P0, 0, 10, SMALL));
    turn(polled(P0, 10, 10, SMALL));
    assertThat(stage.wantsMore(P0)).isTrue();
    assertThat(batches).isEmpty();

    stage.takeDone();

    assertThat(onlyBatch().records()).hasSize(20);
    assertThat(onlyBatch().next()).containsExactly(Map.entry(P0, 20L));
  }

  @Test
  void batchHasNoMoreRecordsThanItMay() {
    turn(polled(P0, 0, 10, SMALL));
    turn(polled(P1, 0, 10, SMALL));
    stage.accept(polled(P0, 10, 10, SMALL));

    assertThat(onlyBatch().records()).hasSize(30);
    assertThat(onlyBatch().next()).containsOnly(Map.entry(P0, 20L), Map.entry(P1, 10L));
  }

  @Test
  void largeRecordsMakeASmallBatch() {
    stage.accept(polled(P0, 0, 10, LARGE));

    assertThat(onlyBatch().records()).hasSize(10);
  }

  @Test
  void recordsOfAPartitionThatWentAwayAreLeftToItsNextOwner() {
    turn(polled(P0, 0, 10, SMALL));
    turn(polled(P1, 0, 10, SMALL));

    stage.revoked(Set.of(P0));
    stage.takeDone();

    assertThat(onlyBatch().next()).containsExactly(Map.entry(P1, 10L));
    assertThat(onlyBatch().records()).extracting(Incoming::partition).containsOnly(P1);
    assertThat(stage.takeRewinds()).isEmpty();
  }

  /** A turn of the loop in which a poll brought something. */
  private void turn(Polled polled) {
    stage.accept(polled);
    assertThat(stage.takeDone()).isEmpty();
  }

  private Batch onlyBatch() {
    await().atMost(PATIENCE).until(() -> !batches.isEmpty());
    assertThat(batches).hasSize(1);
    return batches.getFirst();
  }

  private static Polled polled(PartitionId partition, long from, int count, int bytes) {
    byte[] value = new byte[bytes];
    List<Incoming> records =
        LongStream.range(from, from + count)
            .mapToObj(
                offset ->
                    new Incoming(partition, offset, Instant.EPOCH, null, value, Headers.empty()))
            .toList();
    return new Polled(records, Map.of(partition, from + count), new GroupMember());
  }
}
