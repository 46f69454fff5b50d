package org.copydesk.pipeline.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Polls on their way to become one batch. Each poll brings few records, and a batch is full when it
 * holds enough records or enough bytes: so a site that serves large pages, which are small when
 * compressed, cannot fill the memory. Belongs to the loop's thread.
 */
final class Gathering {
  /** A record holds at most 6 MiB, so that a poll stays below 60 MiB. */
  private static final int MOST_POLL_RECORDS = 10;

  private static final long FULL_BYTES = 16L << 20;

  private final int maxRecords;
  private final List<Incoming> records = new ArrayList<>();
  private final Map<PartitionId, Long> next = new HashMap<>();
  private @Nullable GroupMember member;
  private long bytes;

  /**
   * @param maxRecords the most records of one batch
   */
  Gathering(int maxRecords) {
    this.maxRecords = maxRecords;
  }

  /** The most records that one poll may bring. */
  int pollRecords() {
    return Math.min(maxRecords, MOST_POLL_RECORDS);
  }

  void add(Polled polled) {
    records.addAll(polled.records());
    next.putAll(polled.next());
    member = polled.member();
    for (Incoming read : polled.records()) {
      byte[] value = read.value();
      bytes += value == null ? 0 : value.length;
    }
  }

  boolean isEmpty() {
    return next.isEmpty() && records.isEmpty();
  }

  /** Whether another poll could be too much. */
  boolean isFull() {
    return bytes >= FULL_BYTES || records.size() + pollRecords() > maxRecords;
  }

  /** Leaves these partitions out: they go to another, who reads their records again. */
  void forget(Set<PartitionId> partitions) {
    records.removeIf(read -> partitions.contains(read.partition()));
    next.keySet().removeAll(partitions);
  }

  /** The batch; what is gathered from here on belongs to the next. */
  Batch take() {
    GroupMember current = member;
    if (current == null) {
      throw new IllegalStateException("nothing was gathered");
    }
    Batch batch = new Batch(List.copyOf(records), Map.copyOf(next), current);
    clear();
    return batch;
  }

  void clear() {
    records.clear();
    next.clear();
    bytes = 0;
  }
}
