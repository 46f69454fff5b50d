package org.copydesk.pipeline.kafka;

import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.copydesk.pipeline.message.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Decides at each turn whether backfill may flow. What is not known yet counts as live work that
 * waits. Belongs to the loop's thread, but for {@link #isOpen}.
 */
final class Lanes {
  private final Consumer<byte[], byte[]> consumer;
  private final @Nullable BackfillRule rule;
  private volatile boolean open;

  Lanes(Consumer<byte[], byte[]> consumer, @Nullable BackfillRule rule) {
    this.consumer = consumer;
    this.rule = rule;
  }

  /** Looks how much live work waits in the partitions that are ours. */
  void look(Collection<PartitionId> running) {
    open =
        rule == null || (!rule.isPaused().getAsBoolean() && liveLag(running) <= rule.maxLiveLag());
  }

  /** Whether a partition's lane may flow. */
  boolean mayFlow(PartitionId partition) {
    return open || Lane.of(partition.topic()) == Lane.LIVE;
  }

  /** Whether backfill may flow. Safe for any thread. */
  boolean isOpen() {
    return open;
  }

  private long liveLag(Collection<PartitionId> running) {
    long sum = 0;
    for (PartitionId partition : running) {
      if (Lane.of(partition.topic()) == Lane.LIVE) {
        OptionalLong lag = consumer.currentLag(partition.toKafka());
        if (lag.isEmpty()) {
          return Long.MAX_VALUE;
        }
        sum += lag.getAsLong();
      }
    }
    return sum;
  }
}
