package org.copydesk.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Json;
import org.jspecify.annotations.Nullable;

/**
 * A record to write. Its timestamp is the time of writing, always: a page's own date would let
 * retention eat a replayed archive.
 *
 * @param partition where it goes; null leaves it to the hash of the key
 * @param value null takes the key's value away in a compacted topic
 */
@SuppressWarnings("ArrayRecordComponent") // records are never compared, and copies cost
public record Outgoing(
    String topic,
    @Nullable Integer partition,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {

  public static Outgoing of(
      PartitionId partition, String key, byte @Nullable [] value, Headers headers) {
    return new Outgoing(
        partition.topic(), partition.partition(), key.getBytes(UTF_8), value, headers);
  }

  public static Outgoing of(String topic, String key, byte @Nullable [] value, Headers headers) {
    return new Outgoing(topic, null, key.getBytes(UTF_8), value, headers);
  }

  /** A JSON value under its envelope, to the partition that the key's hash gives. */
  public static Outgoing json(String topic, String key, Object value, Envelope envelope) {
    return of(topic, key, Json.write(value), envelope.toHeaders());
  }

  ProducerRecord<byte[], byte[]> toKafka() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
    headers.all().forEach(header -> record.headers().add(header.name(), header.value()));
    return record;
  }
}
