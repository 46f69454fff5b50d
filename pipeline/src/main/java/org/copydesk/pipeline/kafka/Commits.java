package org.copydesk.pipeline.kafka;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits offsets, always explicit ones: a commit without arguments can succeed under the newer
 * group protocol while it commits nothing. A commit that fails loses nothing, because what it
 * covers is handled again, and handling is idempotent. Belongs to the loop's thread.
 */
final class Commits {
  private static final Logger log = LoggerFactory.getLogger(Commits.class);

  /** At most this often in the running, so that a busy loop does not wait on the broker. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** How long the last commit before a hand-over may take. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Timer timer;
  private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();

  /** The last commit of each partition that is ours. */
  private final Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();

  private long lastNanos = System.nanoTime() - INTERVAL.toNanos();

  /**
   * @param timer counts the time until a commit is answered
   */
  Commits(Consumer<byte[], byte[]> consumer, Timer timer) {
    this.consumer = consumer;
    this.timer = timer;
  }

  /** Commits soon, without waiting for the answer. */
  void commit(Map<PartitionId, Long> done) {
    add(done);
    if (pending.isEmpty() || System.nanoTime() - lastNanos < INTERVAL.toNanos()) {
      return;
    }
    lastNanos = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(pending);
    pending.clear();
    sent.putAll(offsets);
    long begun = System.nanoTime();
    consumer.commitAsync(
        offsets,
        (answered, failure) -> {
          timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
          answered(answered, failure);
        });
  }

  /** Commits everything now and waits for the answer. */
  void commitNow(Map<PartitionId, Long> done) {
    add(done);
    if (pending.isEmpty()) {
      return;
    }
    sent.putAll(pending);
    try {
      consumer.commitSync(Map.copyOf(pending), LIMIT);
      pending.clear();
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      log.atInfo()
          .addKeyValue("reason", e.getMessage())
          .log("offsets not committed before hand-over: their records come again");
    }
  }

  void forget(Set<PartitionId> partitions) {
    for (PartitionId partition : partitions) {
      pending.remove(partition.toKafka());
      sent.remove(partition.toKafka());
    }
  }

  private void add(Map<PartitionId, Long> done) {
    done.forEach(
        (partition, next) -> pending.put(partition.toKafka(), new OffsetAndMetadata(next)));
  }

  // Called inside a later poll, on the loop's thread. A later commit of a partition has overtaken
  // this one, and one of a partition that went away in between is no longer ours to commit.
  private void answered(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception e) {
    if (e == null) {
      return;
    }
    if (e instanceof RetriableCommitFailedException || e instanceof RebalanceInProgressException) {
      offsets.forEach(
          (partition, next) -> {
            if (next.equals(sent.get(partition))) {
              pending.putIfAbsent(partition, next);
            }
          });
    } else {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("offset commit failed");
    }
  }
}
