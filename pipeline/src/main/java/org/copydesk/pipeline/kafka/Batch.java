package org.copydesk.pipeline.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records that are worked on together: what one poll gave, or several.
 *
 * @param records in offset order within each partition; may be empty when only positions moved
 * @param next for each partition, the offset after the batch: what to store when its effect is
 *     durable
 */
public record Batch(List<Incoming> records, Map<PartitionId, Long> next, GroupMember member) {
  Set<PartitionId> partitions() {
    return next.keySet();
  }

  /** Where each partition must go on from when the batch is abandoned. */
  Map<PartitionId, Long> first() {
    Map<PartitionId, Long> first = new HashMap<>(next);
    for (Incoming read : records) {
      first.merge(read.partition(), read.offset(), Math::min);
    }
    return first;
  }
}
