package org.copydesk.store.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.copydesk.pipeline.kafka.PartitionId;

/**
 * The table {@code consumer_offset}: how far one consumer group has stored each partition. It is
 * moved in the transaction of the rows themselves, so it and they can never disagree. Immutable, so
 * it may be shared between threads.
 */
public final class OffsetTable {
  private static final String READ =
      """
      SELECT topic, partition, topic_id, next FROM consumer_offset WHERE consumer_group = ?
      """;

  private static final String ADD =
      """
      INSERT INTO consumer_offset (consumer_group, topic, partition, topic_id, next)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (consumer_group, topic, partition) DO NOTHING
      """;

  private static final String ADVANCE =
      """
      UPDATE consumer_offset SET next = ?, updated_at = now()
      WHERE consumer_group = ? AND topic = ? AND partition = ? AND next = ?
      """;

  private static final String PUT =
      """
      INSERT INTO consumer_offset (consumer_group, topic, partition, topic_id, next)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (consumer_group, topic, partition)
      DO UPDATE SET topic_id = excluded.topic_id, next = excluded.next, updated_at = now()
      """;

  private final String group;

  public OffsetTable(String group) {
    this.group = group;
  }

  /**
   * How far a partition was stored.
   *
   * @param topicId Kafka's id of the topic that the offset belongs to
   * @param next the offset of the first record that is not stored
   */
  public record Position(String topicId, long next) {}

  /**
   * A step of one partition.
   *
   * @param before where this instance knows it to be
   * @param after where it is once the batch is stored
   */
  public record Step(long before, long after) {}

  /** Where all the group's partitions are. */
  public Map<PartitionId, Position> read(Connection connection) throws SQLException {
    Map<PartitionId, Position> positions = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, group);
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          positions.put(
              new PartitionId(results.getString("topic"), results.getInt("partition")),
              new Position(results.getString("topic_id"), results.getLong("next")));
        }
      }
    }
    return positions;
  }

  /** Adds positions where there is none; those that are there stay. */
  public void addMissing(Connection connection, Map<PartitionId, Position> positions)
      throws SQLException {
    write(connection, ADD, positions);
  }

  /** Sets positions, whatever they were. */
  public void put(Connection connection, Map<PartitionId, Position> positions) throws SQLException {
    write(connection, PUT, positions);
  }

  private void write(Connection connection, String sql, Map<PartitionId, Position> positions)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<PartitionId, Position> entry : new TreeMap<>(positions).entrySet()) {
        statement.setString(1, group);
        statement.setString(2, entry.getKey().topic());
        statement.setInt(3, entry.getKey().partition());
        statement.setString(4, entry.getValue().topicId());
        statement.setLong(5, entry.getValue().next());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Moves partitions on, each only if it is where it is expected to be; from then on until the end
   * of the transaction no other instance can move them. In one order always, so that two instances
   * cannot wait for each other.
   *
   * @return the partitions that were somewhere else: this instance does not own them any more
   */
  public List<PartitionId> advance(Connection connection, SortedMap<PartitionId, Step> steps)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      for (Map.Entry<PartitionId, Step> entry : steps.entrySet()) {
        statement.setLong(1, entry.getValue().after());
        statement.setString(2, group);
        statement.setString(3, entry.getKey().topic());
        statement.setInt(4, entry.getKey().partition());
        statement.setLong(5, entry.getValue().before());
        statement.addBatch();
      }
      return notMoved(List.copyOf(steps.keySet()), statement.executeBatch());
    }
  }

  private static List<PartitionId> notMoved(List<PartitionId> partitions, int[] rowsMoved) {
    List<PartitionId> elsewhere = new ArrayList<>();
    for (int i = 0; i < rowsMoved.length; i++) {
      if (rowsMoved[i] != 1) {
        elsewhere.add(partitions.get(i));
      }
    }
    return elsewhere;
  }
}
