package org.copydesk.store.table;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.store.database.Column;
import org.copydesk.store.database.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code url_outcome}: how each URL ended last.
 *
 * <p>Laws: an outcome never gives way to one that was decided earlier; storing it again changes
 * nothing; of two decided at the same moment a dead letter gives way, so that a dead letter that
 * was mended and sent again is seen to be stored. Stateless.
 */
public final class OutcomeTable {
  private static final RowSet<OutcomeRow> ROWS =
      RowSet.of(
          text("url_id", UrlOutcome::urlId),
          text("url", UrlOutcome::url),
          text("disposition", outcome -> outcome.disposition().code()),
          text("reason", UrlOutcome::reason),
          text("detail", UrlOutcome::detail),
          text("source_id", UrlOutcome::sourceId),
          text("fetch_id", UrlOutcome::fetchId),
          Column.text("article_id", OutcomeRow::articleId),
          text("stage", UrlOutcome::stage),
          Column.time("published_at", row -> row.times().published()),
          Column.time("discovered_at", row -> row.times().discovered()),
          Column.time("fetched_at", row -> row.times().fetched()),
          Column.time("processed_at", row -> row.times().processed()),
          Column.time("at", row -> row.outcome().at()));

  private static final String STORE =
      """
      INSERT INTO url_outcome AS stored (%2$s, stored_at)
      SELECT %2$s, now() FROM %1$s ORDER BY url_id
      ON CONFLICT (url_id) DO UPDATE SET %3$s, stored_at = now()
      WHERE excluded.at > stored.at
        OR (excluded.at = stored.at AND stored.disposition = 'dead-letter'
            AND excluded.disposition <> 'dead-letter')
      RETURNING url_id
      """
          .formatted(ROWS.unnest(), ROWS.names(), ROWS.assignments());

  private static final String TAKE_DOWN =
      """
      UPDATE url_outcome
      SET disposition = 'refused', reason = 'taken-down', detail = NULL, stage = 'store',
        at = greatest(at, ?::timestamptz), stored_at = now()
      WHERE article_id = ?
      """;

  /**
   * Stores outcomes; of several for one URL the newest.
   *
   * @return those that were news to the table
   */
  public List<OutcomeRow> store(Connection connection, List<OutcomeRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, OutcomeRow> newest = newestOfEachUrl(rows);
    List<OutcomeRow> stored = new ArrayList<>(newest.size());
    try (PreparedStatement statement = connection.prepareStatement(STORE)) {
      ROWS.bind(statement, List.copyOf(newest.values()));
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          stored.add(requireNonNull(newest.get(results.getString("url_id"))));
        }
      }
    }
    return stored;
  }

  /** Notes that the article of these URLs was taken down. */
  public void takeDown(Connection connection, Collection<Takedown> takedowns) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_DOWN)) {
      for (Takedown takedown : takedowns) {
        statement.setString(1, takedown.at().toString());
        statement.setString(2, takedown.articleId());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Map<String, OutcomeRow> newestOfEachUrl(List<OutcomeRow> rows) {
    Map<String, OutcomeRow> newest = new LinkedHashMap<>();
    for (OutcomeRow row : rows) {
      newest.merge(
          row.outcome().urlId(),
          row,
          (earlier, later) ->
              later.outcome().at().isBefore(earlier.outcome().at()) ? earlier : later);
    }
    return newest;
  }

  private static Column<OutcomeRow> text(
      String name, Function<UrlOutcome, @Nullable Object> value) {
    return Column.text(name, row -> value.apply(row.outcome()));
  }
}
