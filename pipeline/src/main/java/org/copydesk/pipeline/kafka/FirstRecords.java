package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at the first record from given offsets on, for its timestamp. Not thread-safe. */
final class FirstRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Longest wait in all; a partition that has shown nothing by then has no answer. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final KafkaSettings settings;
  private @Nullable Consumer<byte[], byte[]> consumer;

  FirstRecords(KafkaSettings settings) {
    this.settings = settings;
  }

  /** When the first record at or after each offset was written. */
  Map<PartitionId, Instant> read(Map<PartitionId, Long> from) {
    Map<PartitionId, Instant> found = new HashMap<>();
    if (from.isEmpty()) {
      return found;
    }
    Consumer<byte[], byte[]> reading = open();
    reading.assign(from.keySet().stream().map(PartitionId::toKafka).collect(Collectors.toSet()));
    reading.resume(reading.assignment()); // what was assigned before is still paused
    from.forEach((partition, offset) -> reading.seek(partition.toKafka(), offset));
    long end = System.nanoTime() + LIMIT.toNanos();
    while (found.size() < from.size() && System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> read : reading.poll(POLL)) {
        TopicPartition partition = new TopicPartition(read.topic(), read.partition());
        found.putIfAbsent(PartitionId.of(partition), Instant.ofEpochMilli(read.timestamp()));
        reading.pause(Set.of(partition));
      }
    }
    return found;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  private Consumer<byte[], byte[]> open() {
    Consumer<byte[], byte[]> current = consumer;
    if (current == null) {
      Map<String, Object> properties = ClientProperties.reader(settings);
      properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
      // Timestamps alone are wanted: fetch little.
      properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
      current = new KafkaConsumer<>(properties);
      consumer = current;
    }
    return current;
  }
}
