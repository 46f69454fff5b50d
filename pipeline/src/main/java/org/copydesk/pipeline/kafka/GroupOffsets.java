package org.copydesk.pipeline.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;

/** Reads a group's committed offsets, waiting for transactions that are about to move them. */
final class GroupOffsets {
  private static final int LIMIT_SECONDS = 20;

  private GroupOffsets() {}

  /**
   * The committed offsets of all the group's partitions.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  static Map<PartitionId, Long> read(KafkaSettings settings, String group) {
    try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
      return read(admin, group);
    }
  }

  static Map<PartitionId, Long> read(Admin admin, String group) {
    Map<PartitionId, Long> offsets = new HashMap<>();
    Answers.get(
            admin
                .listConsumerGroupOffsets(
                    group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(),
            LIMIT_SECONDS)
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(PartitionId.of(partition), offset.offset());
              }
            });
    return offsets;
  }
}
