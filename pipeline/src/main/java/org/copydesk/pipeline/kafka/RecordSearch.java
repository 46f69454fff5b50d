package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for records in one partition, for a person who asks, within bounds of number and time.
 * Outside any group. Not thread-safe.
 */
public final class RecordSearch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaSettings settings;
  private final int mostRead;
  private final Duration limit;
  private @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * @param mostRead records that one search looks at
   * @param limit the longest that one search takes
   */
  public RecordSearch(KafkaSettings settings, int mostRead, Duration limit) {
    this.settings = settings;
    this.mostRead = mostRead;
    this.limit = limit;
  }

  /**
   * What a search found.
   *
   * @param records in the partition's order
   * @param isWhole whether everything from the beginning of the search to the partition's end was
   *     looked at
   */
  public record Found(List<Incoming> records, boolean isWhole) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /**
   * Looks at the records that were written since a moment.
   *
   * @param since null begins with the oldest record
   * @param atMost records to find
   * @throws DependencyUnavailable when the broker does not answer
   */
  public Found find(
      PartitionId where, @Nullable Instant since, int atMost, Predicate<Incoming> wanted) {
    try {
      return find(open(), where.toKafka(), since, atMost, wanted);
    } catch (TimeoutException e) {
      throw new DependencyUnavailable("kafka", where + " could not be read", e);
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  private Found find(
      Consumer<byte[], byte[]> reading,
      TopicPartition where,
      @Nullable Instant since,
      int atMost,
      Predicate<Incoming> wanted) {
    reading.assign(Set.of(where));
    long end = reading.endOffsets(Set.of(where)).getOrDefault(where, 0L);
    seek(reading, where, since, end);
    List<Incoming> found = new ArrayList<>();
    long deadline = System.nanoTime() + limit.toNanos();
    int read = 0;
    while (reading.position(where) < end) {
      if (read >= mostRead || System.nanoTime() > deadline) {
        return new Found(found, false);
      }
      for (ConsumerRecord<byte[], byte[]> polled : reading.poll(POLL)) {
        read++;
        Incoming record = Incoming.from(polled);
        if (wanted.test(record)) {
          found.add(record);
        }
        if (found.size() == atMost) {
          return new Found(found, true);
        }
      }
    }
    return new Found(found, true);
  }

  private static void seek(
      Consumer<byte[], byte[]> reading, TopicPartition where, @Nullable Instant since, long end) {
    if (since == null) {
      reading.seekToBeginning(Set.of(where));
      return;
    }
    OffsetAndTimestamp first =
        reading.offsetsForTimes(Map.of(where, since.toEpochMilli())).get(where);
    reading.seek(where, first == null ? end : first.offset());
  }

  private Consumer<byte[], byte[]> open() {
    Consumer<byte[], byte[]> current = consumer;
    if (current == null) {
      current = new KafkaConsumer<>(ClientProperties.reader(settings));
      consumer = current;
    }
    return current;
  }
}
