package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of commits whose answers come late. */
final class CommitsTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final PartitionId PARTITION = new PartitionId("pages", 0);

  private final SlowConsumer consumer = new SlowConsumer();
  private final Commits commits = new Commits(consumer, new SimpleMeterRegistry().timer("commit"));

  @Test
  void failedCommitIsSentAgain() {
    send(100);

    consumer.fail(0);

    awaitSent(2);
    assertThat(consumer.sent).containsExactly(100L, 100L);
  }

  @Test
  void failedCommitThatWasOvertakenDoesNotMoveTheGroupBack() {
    send(100);
    send(150);

    consumer.fail(0);
    consumer.fail(1);

    awaitSent(3);
    assertThat(consumer.sent).containsExactly(100L, 150L, 150L);
  }

  @Test
  void failedCommitOfAPartitionThatWentAwayAndCameBackIsNotSentAgain() {
    send(100);
    commits.forget(Set.of(PARTITION));

    consumer.fail(0);
    commits.commitNow(Map.of());

    assertThat(consumer.sent).containsExactly(100L);
  }

  private void send(long next) {
    int before = consumer.sent.size();
    commits.commit(Map.of(PARTITION, next));
    awaitSent(before + 1);
  }

  /** Commits are held back for a moment, so that there are not too many. */
  private void awaitSent(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              commits.commit(Map.of());
              return consumer.sent.size() == count;
            });
  }

  /** Answers commits when the test says so. */
  private static final class SlowConsumer extends MockConsumer<byte[], byte[]> {
    private final List<Long> sent = new ArrayList<>();
    private final List<Runnable> failures = new ArrayList<>();

    SlowConsumer() {
      super(AutoOffsetResetStrategy.EARLIEST.name());
      assign(List.of(PARTITION.toKafka()));
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
      offsets.values().forEach(next -> sent.add(next.offset()));
      failures.add(
          () -> {
            if (callback != null) {
              callback.onComplete(
                  offsets, new RetriableCommitFailedException("the coordinator moves"));
            }
          });
    }

    void fail(int commit) {
      failures.get(commit).run();
    }
  }
}
