package org.copydesk.store.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored articles. What was taken down is never among them. Thread-safe.
 *
 * <p>All methods throw {@link DependencyUnavailable} when the database does not answer, and {@link
 * ServiceFailure} when it refuses.
 */
public final class ArticleReader implements AutoCloseable {
  /** A person waits for the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int MOST_MATCHES = 100;

  private static final String LIST =
      """
      SELECT * FROM article
      WHERE removed_at IS NULL
        AND (?::timestamptz IS NULL OR first_stored_at >= ?::timestamptz)
        AND (?::text IS NULL OR source_id = ?::text)
      ORDER BY first_stored_at DESC, article_id
      LIMIT ?
      """;

  // The conditions on left(…, 200) are those that have an index.
  private static final String FIND =
      """
      SELECT * FROM article
      WHERE removed_at IS NULL
        AND (article_id LIKE ?
          OR (left(url, 200) LIKE ? AND starts_with(url, ?))
          OR (left(canonical_url, 200) LIKE ? AND starts_with(canonical_url, ?)))
      ORDER BY first_stored_at DESC, article_id
      LIMIT ?
      """;

  private static final String VERSIONS =
      "SELECT * FROM article_version WHERE article_id = ? ORDER BY version";

  private static final String TOTALS =
      """
      SELECT count(*) FILTER (WHERE removed_at IS NULL), (SELECT count(*) FROM article_version),
        count(*) FILTER (WHERE removed_at IS NOT NULL)
      FROM article
      """;

  private static final String OUTCOMES =
      "SELECT disposition, count(*) FROM url_outcome GROUP BY disposition";

  private static final String OUTCOME = "SELECT * FROM url_outcome WHERE url_id = ?";

  private final Database database;

  /** Connects at the first question. */
  public ArticleReader(DatabaseConfig config) {
    this.database = new Database(config, PATIENCE);
  }

  /** The articles of a listing, newest stored first. */
  public List<StoredArticle> list(Listing listing) throws InterruptedException {
    String since = listing.since() == null ? null : listing.since().toString();
    return articles(LIST, since, since, listing.source(), listing.source(), listing.limit());
  }

  /**
   * The articles whose id, address or canonical address begins with the text; {@value
   * #MOST_MATCHES} at most.
   */
  public List<StoredArticle> find(String idOrUrl) throws InterruptedException {
    String anyId = likePrefix(idOrUrl);
    String anyUrl = likePrefix(idOrUrl.substring(0, Math.min(200, idOrUrl.length())));
    return articles(FIND, anyId, anyUrl, idOrUrl, anyUrl, idOrUrl, MOST_MATCHES);
  }

  private List<StoredArticle> articles(String sql, @Nullable Object... parameters)
      throws InterruptedException {
    return query(sql, ArticleMapping::stored, parameters);
  }

  /** All versions of an article, the first first. */
  public List<StoredVersion> versions(String articleId) throws InterruptedException {
    return query(VERSIONS, ArticleReader::version, articleId);
  }

  private static StoredVersion version(ResultSet row) throws SQLException {
    return new StoredVersion(
        row.getInt("version"),
        row.getString("fetch_id"),
        row.getString("content_hash"),
        row.getString("headline"),
        row.getString("body"),
        ArticleMapping.time(row, "fetched_at"),
        row.getString("rules_version"),
        ArticleMapping.time(row, "stored_at"));
  }

  /** How a URL ended last. */
  public Optional<StoredOutcome> outcome(String urlId) throws InterruptedException {
    return query(OUTCOME, ArticleReader::outcome, urlId).stream().findFirst();
  }

  private static StoredOutcome outcome(ResultSet row) throws SQLException {
    return new StoredOutcome(
        row.getString("disposition"),
        row.getString("reason"),
        row.getString("detail"),
        row.getString("source_id"),
        row.getString("fetch_id"),
        row.getString("article_id"),
        row.getString("stage"),
        ArticleMapping.timeIfAny(row, "discovered_at"),
        ArticleMapping.timeIfAny(row, "fetched_at"),
        ArticleMapping.timeIfAny(row, "processed_at"),
        ArticleMapping.time(row, "stored_at"),
        ArticleMapping.time(row, "at"));
  }

  /** How much is stored. */
  public Totals totals() throws InterruptedException {
    Map<String, Long> outcomes = new HashMap<>();
    query(OUTCOMES, row -> outcomes.put(row.getString(1), row.getLong(2)));
    return query(
            TOTALS, row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), outcomes))
        .getFirst();
  }

  private <T> List<T> query(String sql, RowMapping<T> mapping, @Nullable Object... parameters)
      throws InterruptedException {
    return database.inTransaction(connection -> query(connection, sql, mapping, parameters));
  }

  private static <T> List<T> query(
      Connection connection, String sql, RowMapping<T> mapping, @Nullable Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(mapping.of(rows));
        }
      }
    }
    return found;
  }

  private static String likePrefix(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  @Override
  public void close() {
    database.close();
  }

  /** Makes a value of a result's current row. */
  @FunctionalInterface
  private interface RowMapping<T> {
    @Nullable T of(ResultSet row) throws SQLException;
  }
}
