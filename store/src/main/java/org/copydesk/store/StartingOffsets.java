package org.copydesk.store;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.OffsetTable;
import org.copydesk.store.table.OffsetTable.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where new partitions begin: where the database says, never where Kafka's committed offsets say.
 * Those are for the operators' lag figure alone. A partition that the database does not know begins
 * at its beginning, so a new database is filled from all that Kafka holds.
 */
final class StartingOffsets {
  static final String REWIND =
      "see what happened to the topic, then run `./copydesk store rewind` to store it again from"
          + " its beginning (what is stored already stays as it is)";

  private static final Logger log = LoggerFactory.getLogger(StartingOffsets.class);

  private final Database database;
  private final TopicAdmin topics;
  private final OffsetTable table;

  StartingOffsets(Database database, TopicAdmin topics, OffsetTable table) {
    this.database = database;
    this.topics = topics;
    this.table = table;
  }

  /**
   * The offset of the first record of each partition that is not stored.
   *
   * @throws ServiceFailure when a topic is not the one that was stored before
   * @throws DependencyUnavailable when Kafka or the database does not answer
   */
  Map<PartitionId, Long> of(Set<PartitionId> partitions) throws InterruptedException {
    Map<PartitionId, Position> beginnings = beginnings(partitions);
    Map<PartitionId, Position> stored =
        database.inTransaction(
            connection -> {
              table.addMissing(connection, beginnings);
              return table.read(connection);
            });
    Map<PartitionId, Long> ends = topics.endOffsets(partitions);
    noteExpired(stored, topics.beginningOffsets(partitions));
    Map<PartitionId, Long> starts = new HashMap<>();
    beginnings.forEach(
        (partition, beginning) -> {
          Position position = requireNonNull(stored.get(partition));
          requireSameTopic(partition, beginning.topicId(), position.topicId());
          requireNotPastEnd(partition, position.next(), requireNonNull(ends.get(partition)));
          starts.put(partition, position.next());
        });
    return starts;
  }

  /** Where the partitions begin if the database does not know them. */
  private Map<PartitionId, Position> beginnings(Set<PartitionId> partitions) {
    Map<String, String> topicIds = new HashMap<>();
    Map<PartitionId, Position> beginnings = new HashMap<>();
    for (PartitionId partition : partitions) {
      String id = topicIds.computeIfAbsent(partition.topic(), this::topicId);
      beginnings.put(partition, new Position(id, 0));
    }
    return beginnings;
  }

  // A partition of which nothing was stored yet may well begin late: the store is new.
  private static void noteExpired(
      Map<PartitionId, Position> stored, Map<PartitionId, Long> beginnings) {
    beginnings.forEach(
        (partition, beginning) -> {
          long next = requireNonNull(stored.get(partition)).next();
          if (next > 0 && next < beginning) {
            log.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("from", next)
                .addKeyValue("to", beginning)
                .log("retention took records away before they were stored");
          }
        });
  }

  private String topicId(String topic) {
    return topics
        .topicId(topic)
        .orElseThrow(
            () -> new DependencyUnavailable("kafka", "topic " + topic + " does not exist", null));
  }

  private static void requireSameTopic(PartitionId partition, String now, String stored) {
    if (!now.equals(stored)) {
      throw new ServiceFailure(
          ExitCode.DATA,
          "The topic %s was deleted and created again (its id is %s, the database knows %s); %s"
              .formatted(partition.topic(), now, stored, REWIND));
    }
  }

  private static void requireNotPastEnd(PartitionId partition, long next, long end) {
    if (next > end) {
      throw new ServiceFailure(
          ExitCode.DATA,
          "The database holds %s up to offset %d, but it ends at %d: Kafka lost records; %s"
              .formatted(partition, next, end, REWIND));
    }
  }
}
