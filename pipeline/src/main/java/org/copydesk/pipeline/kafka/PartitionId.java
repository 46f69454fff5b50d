package org.copydesk.pipeline.kafka;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** Names one partition of a topic. */
public record PartitionId(String topic, int partition) implements Comparable<PartitionId> {
  private static final Comparator<PartitionId> ORDER =
      Comparator.comparing(PartitionId::topic).thenComparingInt(PartitionId::partition);

  static PartitionId of(TopicPartition partition) {
    return new PartitionId(partition.topic(), partition.partition());
  }

  TopicPartition toKafka() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public int compareTo(PartitionId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
