package org.copydesk.store.table;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.store.database.Column;
import org.copydesk.store.database.RowSet;
import org.copydesk.store.table.ArticleChange.Operation;

/**
 * The tables {@code article} and {@code article_version}.
 *
 * <p>Laws: storing the same rows again, in any later order, changes nothing; a row never gives way
 * to an older fetch, nor the page at the canonical URL to a copy elsewhere; a version is a fetch
 * whose content differs from the version before it, and a fetch that was cleaned again keeps its
 * version; what was taken down stays down. Stateless.
 */
public final class ArticleTable {
  private static final RowSet<ArticleRow> ROWS = ArticleColumns.ALL;
  private static final RowSet<Takedown> TAKEDOWNS =
      RowSet.of(
          Column.text("article_id", Takedown::articleId), Column.time("removed_at", Takedown::at));

  // One statement sees one snapshot: "before" is what stood there when it began, and the version
  // rows follow from what the upsert returned.
  private static final String STORE =
      """
      WITH incoming AS (
        SELECT * FROM %1$s
      ), before AS (
        SELECT a.article_id, a.url_id, a.fetch_id, a.content_hash, a.removed_at
        FROM article a JOIN incoming USING (article_id)
      ), written AS (
        INSERT INTO article AS stored (%2$s, version, first_stored_at, updated_at)
        SELECT %2$s, 1, now(), now() FROM incoming ORDER BY article_id
        ON CONFLICT (article_id) DO UPDATE SET %3$s,
          version = stored.version + CASE
            WHEN excluded.fetch_id <> stored.fetch_id
             AND excluded.content_hash <> stored.content_hash THEN 1 ELSE 0 END,
          updated_at = now()
        WHERE stored.removed_at IS NULL
          AND (excluded.url = excluded.canonical_url, excluded.fetched_at, excluded.processed_at)
            > (stored.url = stored.canonical_url, stored.fetched_at, stored.processed_at)
          AND (excluded.content_hash <> stored.content_hash
            OR excluded.rules_version <> stored.rules_version
            OR (excluded.url = excluded.canonical_url) <> (stored.url = stored.canonical_url))
        RETURNING article_id, version
      ), versions_begun AS (
        INSERT INTO article_version (article_id, version, fetch_id, content_hash, headline, body,
          fetched_at, processed_at, rules_version, stored_at)
        SELECT article_id, written.version, i.fetch_id, i.content_hash, i.headline, i.body,
          i.fetched_at, i.processed_at, i.rules_version, now()
        FROM written JOIN incoming i USING (article_id) LEFT JOIN before b USING (article_id)
        WHERE b.article_id IS NULL
          OR (i.fetch_id <> b.fetch_id AND i.content_hash <> b.content_hash)
      ), versions_cleaned_again AS (
        UPDATE article_version v
        SET content_hash = i.content_hash, headline = i.headline, body = i.body,
          processed_at = i.processed_at, rules_version = i.rules_version, stored_at = now()
        FROM incoming i
        WHERE v.article_id = i.article_id AND v.fetch_id = i.fetch_id
          AND i.processed_at > v.processed_at
          AND (i.content_hash <> v.content_hash OR i.rules_version <> v.rules_version)
      )
      SELECT article_id,
        b.article_id IS NOT NULL AS existed,
        w.article_id IS NOT NULL AS written,
        b.removed_at IS NOT NULL AS taken_down,
        coalesce(b.url_id = i.url_id, false) AS same_url,
        coalesce(b.content_hash = i.content_hash, false) AS same_content
      FROM incoming i LEFT JOIN before b USING (article_id) LEFT JOIN written w USING (article_id)
      """
          .formatted(ROWS.unnest(), ROWS.names(), ROWS.assignments());

  private static final String TAKE_DOWN =
      """
      INSERT INTO article AS stored (article_id, version, first_stored_at, updated_at, removed_at)
      SELECT article_id, 0, now(), now(), removed_at FROM %s ORDER BY article_id
      ON CONFLICT (article_id) DO UPDATE SET %s,
        updated_at = now(), removed_at = excluded.removed_at
      WHERE stored.removed_at IS NULL
      RETURNING article_id
      """
          .formatted(TAKEDOWNS.unnest(), ArticleColumns.textsTakenOut());

  private static final String FORGET_VERSIONS =
      "DELETE FROM article_version WHERE article_id = ANY (?)";

  /**
   * Stores the articles' rows and versions.
   *
   * @param rows at most one for each article
   * @return what was done with each row
   */
  public List<ArticleChange> store(Connection connection, List<ArticleRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(STORE)) {
      ROWS.bind(statement, rows);
      try (ResultSet results = statement.executeQuery()) {
        return changes(results, rows);
      }
    }
  }

  private static List<ArticleChange> changes(ResultSet results, List<ArticleRow> rows)
      throws SQLException {
    Map<String, ArticleRow> byId = rows.stream().collect(toMap(ArticleRow::articleId, identity()));
    List<ArticleChange> changes = new ArrayList<>(rows.size());
    while (results.next()) {
      changes.add(
          new ArticleChange(
              requireNonNull(byId.get(results.getString("article_id"))),
              operation(results),
              results.getBoolean("taken_down"),
              results.getBoolean("same_url"),
              results.getBoolean("same_content")));
    }
    return changes;
  }

  private static Operation operation(ResultSet result) throws SQLException {
    if (!result.getBoolean("written")) {
      return Operation.NOOP;
    }
    return result.getBoolean("existed") ? Operation.UPDATE : Operation.INSERT;
  }

  /**
   * Takes articles down: their texts and versions go, their ids and addresses stay so that nothing
   * brings them back.
   *
   * @param takedowns at most one for each article
   * @return those that were not taken down before
   */
  public List<String> takeDown(Connection connection, List<Takedown> takedowns)
      throws SQLException {
    if (takedowns.isEmpty()) {
      return List.of();
    }
    List<String> removed = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TAKE_DOWN)) {
      TAKEDOWNS.bind(statement, takedowns);
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          removed.add(results.getString("article_id"));
        }
      }
    }
    forgetVersions(connection, removed);
    return removed;
  }

  private static void forgetVersions(Connection connection, List<String> articleIds)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET_VERSIONS)) {
      statement.setArray(1, connection.createArrayOf("text", articleIds.toArray()));
      statement.executeUpdate();
    }
  }
}
