package org.copydesk.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.table.OffsetTable;
import org.copydesk.store.table.OffsetTable.Step;

/**
 * Where this instance knows its partitions to be in the database. The database itself is asked only
 * when a partition comes, and when it turns out to be somewhere else. Thread-safe.
 */
final class Positions {
  private final OffsetTable table;
  private final Map<PartitionId, Long> known = new ConcurrentHashMap<>();

  Positions(OffsetTable table) {
    this.table = table;
  }

  /** Takes note of where partitions are. */
  void are(Map<PartitionId, Long> positions) {
    known.putAll(positions);
  }

  /**
   * How far a batch moves its partitions. A position may move further than the batch's records go,
   * or without any: transaction markers and compacted records take offsets too.
   *
   * @param next the offset after the batch, for each of its partitions
   * @throws ServiceFailure when a partition would move back
   */
  SortedMap<PartitionId, Step> steps(Map<PartitionId, Long> next) {
    SortedMap<PartitionId, Step> steps = new TreeMap<>();
    next.forEach((partition, after) -> steps.put(partition, step(partition, after)));
    return steps;
  }

  private Step step(PartitionId partition, long after) {
    Long before = known.get(partition);
    if (before == null) {
      throw new IllegalStateException("a batch of " + partition + " before it was started");
    }
    if (after < before) {
      throw new ServiceFailure(
          ExitCode.DATA,
          "%s went back to offset %d, but the database holds it up to %d: Kafka lost records; %s"
              .formatted(partition, after, before, StartingOffsets.REWIND));
    }
    return new Step(before, after);
  }

  /**
   * Moves the partitions in the database, as part of the caller's transaction.
   *
   * @return those that were not where they were known to be
   */
  List<PartitionId> advance(Connection connection, SortedMap<PartitionId, Step> steps)
      throws SQLException {
    return table.advance(connection, steps);
  }

  /** Takes note that the steps were committed. */
  void took(SortedMap<PartitionId, Step> steps) {
    steps.forEach((partition, step) -> known.put(partition, step.after()));
  }

  /** Asks the database where the partitions are, and takes note of that. */
  Map<PartitionId, Long> lookUp(Connection connection, SortedMap<PartitionId, Step> steps)
      throws SQLException {
    Map<PartitionId, Long> found = new TreeMap<>();
    table
        .read(connection)
        .forEach(
            (partition, position) -> {
              if (steps.containsKey(partition)) {
                found.put(partition, position.next());
              }
            });
    if (found.size() < steps.size()) {
      throw new ServiceFailure(
          ExitCode.DATA,
          "The positions of some partitions are gone from the table consumer_offset;"
              + " start the store again to store their topics from the beginning");
    }
    return found;
  }
}
