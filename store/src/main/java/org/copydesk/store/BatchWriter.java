package org.copydesk.store;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.store.database.SqlFailure;
import org.copydesk.store.table.ArticleChange;
import org.copydesk.store.table.ArticleTable;
import org.copydesk.store.table.OutcomeRow;
import org.copydesk.store.table.OutcomeTable;
import org.copydesk.store.table.Takedown;

/**
 * Writes records' rows inside the caller's transaction. When the database refuses a row, the
 * records are halved until that row stands alone; all others are written. When a statement takes
 * too long, they are halved until it does not; one record that still does is tried again later,
 * because not it but a lock or a slow disk may be the cause. Stateless.
 */
final class BatchWriter {
  private final ArticleTable articles = new ArticleTable();
  private final OutcomeTable outcomes = new OutcomeTable();
  private final StoreMetrics metrics;

  BatchWriter(StoreMetrics metrics) {
    this.metrics = metrics;
  }

  /** Writes the records, none of them unreadable, in their order. */
  Written write(Connection connection, List<StoreRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return Written.NOTHING;
    }
    Savepoint before = connection.setSavepoint();
    try {
      Written written = writeAll(connection, records);
      connection.releaseSavepoint(before);
      return written;
    } catch (SQLException e) {
      if (!mayDivide(e, records.size())) {
        throw e;
      }
      metrics.failed(e);
      connection.rollback(before);
      return divide(connection, records, e);
    }
  }

  private static boolean mayDivide(SQLException fault, int records) {
    return switch (SqlFailure.of(fault)) {
      case ROW -> true;
      case TOO_LONG -> records > 1;
      case FATAL, UNAVAILABLE -> false;
    };
  }

  private Written divide(Connection connection, List<StoreRecord> records, SQLException fault)
      throws SQLException {
    if (records.size() == 1) {
      return Written.refused(DeadRecord.refused(records.getFirst(), fault));
    }
    int middle = records.size() / 2;
    Written first = write(connection, records.subList(0, middle));
    return first.and(write(connection, records.subList(middle, records.size())));
  }

  private Written writeAll(Connection connection, List<StoreRecord> records) throws SQLException {
    Written written = Written.NOTHING;
    for (Rounds.Round round : Rounds.of(records)) {
      written = written.and(writeRound(connection, round));
    }
    return written;
  }

  private Written writeRound(Connection connection, Rounds.Round round) throws SQLException {
    List<ArticleChange> changes =
        articles.store(
            connection, round.articles().stream().map(StoreRecord.Article::row).toList());
    takeDown(connection, round.removals().stream().map(StoreRecord.Removal::takedown).toList());
    List<OutcomeRow> rows = new ArrayList<>(outcomesOf(changes, round.articles()));
    round.outcomes().forEach(outcome -> rows.add(outcome.row()));
    return new Written(
        changes,
        round.removals().size(),
        round.outcomes().size(),
        outcomes.store(connection, rows),
        List.of());
  }

  private void takeDown(Connection connection, List<Takedown> takedowns) throws SQLException {
    List<String> removed = articles.takeDown(connection, takedowns);
    outcomes.takeDown(
        connection,
        takedowns.stream().filter(takedown -> removed.contains(takedown.articleId())).toList());
  }

  private static List<OutcomeRow> outcomesOf(
      List<ArticleChange> changes, List<StoreRecord.Article> read) {
    Map<String, StoreRecord.Article> byId =
        read.stream().collect(toMap(article -> article.row().articleId(), identity()));
    return changes.stream()
        .map(
            change ->
                Outcomes.of(change, requireNonNull(byId.get(change.row().articleId())).times()))
        .toList();
  }
}
