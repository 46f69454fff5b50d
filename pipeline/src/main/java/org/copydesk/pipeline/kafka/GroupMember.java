package org.copydesk.pipeline.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

/**
 * This instance's standing in its consumer group, kept current by the loop's thread and read by the
 * transaction's: a rebalance changes the generation while a batch is worked on, and a transaction
 * must commit under the newest.
 */
public final class GroupMember {
  private volatile @Nullable ConsumerGroupMetadata metadata;

  void refresh(Consumer<?, ?> consumer) {
    metadata = consumer.groupMetadata();
  }

  ConsumerGroupMetadata metadata() {
    ConsumerGroupMetadata current = metadata;
    if (current == null) {
      throw new IllegalStateException("no poll has happened yet");
    }
    return current;
  }
}
