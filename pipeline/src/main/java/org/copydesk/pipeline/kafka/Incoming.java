package org.copydesk.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.copydesk.pipeline.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, its bytes untouched: decoding is the handler's business, because what
 * cannot be decoded must still become a dead letter. Bytes are shared, not copied.
 *
 * @param timestamp when it was written, by the producer's or the broker's clock
 */
@SuppressWarnings("ArrayRecordComponent") // records are never compared, and copies cost
public record Incoming(
    PartitionId partition,
    long offset,
    Instant timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {

  static Incoming from(ConsumerRecord<byte[], byte[]> read) {
    return new Incoming(
        new PartitionId(read.topic(), read.partition()),
        read.offset(),
        Instant.ofEpochMilli(read.timestamp()),
        read.key(),
        read.value(),
        headers(read));
  }

  /** The key as UTF-8 text, empty where there is none. */
  public String keyText() {
    return key == null ? "" : new String(key, UTF_8);
  }

  private static Headers headers(ConsumerRecord<byte[], byte[]> read) {
    List<Headers.Header> headers = new ArrayList<>();
    read.headers()
        .forEach(
            header ->
                headers.add(
                    new Headers.Header(
                        header.key(), header.value() == null ? new byte[0] : header.value())));
    return Headers.of(headers);
  }
}
