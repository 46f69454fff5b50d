package org.copydesk.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.OffsetTable;
import org.copydesk.store.table.OffsetTable.Position;
import org.jspecify.annotations.Nullable;

/**
 * Moves the store's positions on purpose, so that records are stored again: after a topic was
 * created anew, or to fill a database from what Kafka still holds. It does no harm to what is
 * stored already: those records change nothing. It also works while stores run; they go on from the
 * new positions.
 *
 * <p>All methods throw {@link org.copydesk.pipeline.kafka.DependencyUnavailable} when Kafka or the
 * database does not answer.
 */
public final class StoreRewind implements AutoCloseable {
  private final StoreTopics topics;
  private final Database database;
  private final TopicAdmin admin;
  private final OffsetTable table;

  public StoreRewind(DatabaseConfig database, KafkaSettings kafka) {
    this(StoreTopics.STANDARD, database, kafka);
  }

  StoreRewind(StoreTopics topics, DatabaseConfig database, KafkaSettings kafka) {
    this.topics = topics;
    this.database = new Database(database);
    this.admin = new TopicAdmin(kafka);
    this.table = new OffsetTable(topics.group());
  }

  /**
   * One partition's move.
   *
   * @param from the next offset as the database has it; null when it does not know the partition
   * @param to the next offset as it will be
   */
  public record Move(PartitionId partition, String topicId, @Nullable Long from, long to) {}

  /** What would be moved to store everything again that Kafka holds. */
  public List<Move> planFromBeginning() throws InterruptedException {
    Map<PartitionId, Long> targets = new HashMap<>();
    partitions().forEach(partition -> targets.put(partition, 0L));
    return plan(targets);
  }

  /** What would be moved to store again what was written to Kafka at this time or later. */
  public List<Move> planFrom(Instant time) throws InterruptedException {
    return plan(admin.offsetsAt(partitions(), time));
  }

  /** Moves the positions; the next record that is stored of each partition is the one there. */
  public void apply(List<Move> moves) throws InterruptedException {
    Map<PartitionId, Position> positions = new HashMap<>();
    moves.forEach(move -> positions.put(move.partition(), new Position(move.topicId(), move.to())));
    database.inTransaction(
        connection -> {
          table.put(connection, positions);
          return moves.size();
        });
  }

  private List<Move> plan(Map<PartitionId, Long> targets) throws InterruptedException {
    Map<PartitionId, Position> stored = database.inTransaction(table::read);
    List<Move> moves = new ArrayList<>();
    new TreeMap<>(targets)
        .forEach(
            (partition, to) -> {
              Position position = stored.get(partition);
              Long from = position == null ? null : position.next();
              moves.add(new Move(partition, topicId(partition.topic()), from, to));
            });
    return moves;
  }

  private Set<PartitionId> partitions() {
    Set<PartitionId> partitions = new HashSet<>();
    for (String topic : topics.names()) {
      int count = admin.partitionCount(topic).orElseThrow(() -> missing(topic));
      IntStream.range(0, count).forEach(n -> partitions.add(new PartitionId(topic, n)));
    }
    return partitions;
  }

  private String topicId(String topic) {
    return admin.topicId(topic).orElseThrow(() -> missing(topic));
  }

  private static ServiceFailure missing(String topic) {
    return new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "The topic " + topic + " does not exist, so there is nothing to store");
  }

  @Override
  public void close() {
    admin.close();
    database.close();
  }
}
