package org.copydesk.pipeline.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What one poll gave.
 *
 * @param records in offset order within each partition
 * @param next for each partition whose position moved, where it stands now. That can be further
 *     than the last record, or move without any record: transaction markers and compacted records
 *     take offsets too.
 * @param member whose records these are, for transactions
 */
public record Polled(List<Incoming> records, Map<PartitionId, Long> next, GroupMember member) {
  public Polled {
    records = List.copyOf(records);
    next = Map.copyOf(next);
  }

  static Polled from(ConsumerRecords<byte[], byte[]> polled, GroupMember member) {
    List<Incoming> records = new ArrayList<>(polled.count());
    polled.forEach(read -> records.add(Incoming.from(read)));
    Map<PartitionId, Long> next = new HashMap<>();
    polled
        .nextOffsets()
        .forEach((partition, offset) -> next.put(PartitionId.of(partition), offset.offset()));
    return new Polled(records, next, member);
  }

  boolean isEmpty() {
    return records.isEmpty() && next.isEmpty();
  }
}
