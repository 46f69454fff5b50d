package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads state out of compacted topics: chosen partitions, from the beginning, outside any group.
 * Not thread-safe.
 */
public final class CompactedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longest silence of the broker while there is more to read. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Set<PartitionId> assigned = new HashSet<>();
  private @Nullable Consumer<byte[], byte[]> consumer;

  public CompactedReader(KafkaSettings settings) {
    this.consumers = () -> new KafkaConsumer<>(ClientProperties.reader(settings));
  }

  /**
   * Adds partitions and reads them from the beginning to where they end now. Records of partitions
   * that are read already may be among what is given.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  public void readFromBeginning(
      Set<PartitionId> partitions, java.util.function.Consumer<Incoming> into) {
    read(partitions, reading -> reading.endOffsets(kafka(partitions)), into);
  }

  /**
   * Adds partitions and reads them from the beginning to the given ends. An end that lies behind a
   * transaction that is not decided yet is waited for.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  public void readFromBeginning(
      Map<PartitionId, Long> ends, java.util.function.Consumer<Incoming> into) {
    Map<TopicPartition, Long> kafkaEnds = new HashMap<>();
    ends.forEach((partition, end) -> kafkaEnds.put(partition.toKafka(), end));
    read(ends.keySet(), reading -> kafkaEnds, into);
  }

  private void read(
      Set<PartitionId> partitions,
      Function<Consumer<byte[], byte[]>, Map<TopicPartition, Long>> ends,
      java.util.function.Consumer<Incoming> into) {
    try {
      Consumer<byte[], byte[]> reading = open();
      assigned.addAll(partitions);
      reading.assign(kafka(assigned));
      reading.seekToBeginning(kafka(partitions));
      readTo(reading, ends.apply(reading), into);
    } catch (TimeoutException e) {
      throw new DependencyUnavailable("kafka", "state could not be read: " + e.getMessage(), e);
    }
  }

  /** Gives what was written since, waiting at most this long for the first of it. */
  public void readNew(Duration atMost, java.util.function.Consumer<Incoming> into) {
    if (!assigned.isEmpty()) {
      give(open().poll(atMost), into);
    }
  }

  /** Stops reading these partitions. */
  public void drop(Set<PartitionId> partitions) {
    if (assigned.removeAll(partitions)) {
      open().assign(kafka(assigned));
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  private static void readTo(
      Consumer<byte[], byte[]> reading,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<Incoming> into) {
    long lastProgress = System.nanoTime();
    while (isBehind(reading, ends)) {
      int count = give(reading.poll(POLL), into);
      if (count > 0) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new DependencyUnavailable(
            "kafka", "no state came for " + PATIENCE.toSeconds() + " s", null);
      }
    }
  }

  private static boolean isBehind(
      Consumer<byte[], byte[]> reading, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> reading.position(end.getKey()) < end.getValue());
  }

  private static int give(
      ConsumerRecords<byte[], byte[]> polled, java.util.function.Consumer<Incoming> into) {
    polled.forEach(read -> into.accept(Incoming.from(read)));
    return polled.count();
  }

  private Consumer<byte[], byte[]> open() {
    Consumer<byte[], byte[]> current = consumer;
    if (current == null) {
      current = consumers.get();
      consumer = current;
    }
    return current;
  }

  private static Collection<TopicPartition> kafka(Set<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::toKafka).collect(Collectors.toSet());
  }
}
