package org.copydesk.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.OutcomeRow;
import org.copydesk.store.table.OutcomeTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives records up: the dead letter first, acknowledged, then the URL's outcome in the caller's
 * transaction. If that transaction fails afterwards, the dead letter is written again: one too many
 * is better than none.
 */
final class DeadRecords {
  private static final Logger log = LoggerFactory.getLogger(DeadRecords.class);

  private final DeadLetters letters;
  private final AckedProducer producer;
  private final StoreMetrics metrics;
  private final OutcomeTable outcomes = new OutcomeTable();

  DeadRecords(DeadLetters letters, AckedProducer producer, StoreMetrics metrics) {
    this.letters = letters;
    this.producer = producer;
    this.metrics = metrics;
  }

  /**
   * Gives the records up.
   *
   * @return the outcomes that were news to the table
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when a dead letter is not
   *     acknowledged
   */
  List<OutcomeRow> giveUp(Connection connection, List<DeadRecord> dead)
      throws SQLException, InterruptedException {
    if (dead.isEmpty()) {
      return List.of();
    }
    Database.allowIdle(connection);
    producer.sendAll(dead.stream().map(record -> record.letter(letters)).toList());
    dead.forEach(this::note);
    List<OutcomeRow> rows =
        dead.stream().map(DeadRecord::outcome).flatMap(Optional::stream).toList();
    return outcomes.store(connection, rows);
  }

  private void note(DeadRecord dead) {
    metrics.deadLetter(dead.reason());
    log.atWarn()
        .addKeyValue("partition", dead.record().original().partition())
        .addKeyValue("offset", dead.record().original().offset())
        .addKeyValue("key", dead.record().original().keyText())
        .addKeyValue("reason", dead.reason().code())
        .addKeyValue("detail", dead.message())
        .log("record became a dead letter");
  }

  void close() {
    producer.close();
  }
}
