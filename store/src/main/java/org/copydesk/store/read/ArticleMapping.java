package org.copydesk.store.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.CleanArticle.Author;
import org.copydesk.pipeline.message.CleanArticle.Block;
import org.copydesk.pipeline.message.CleanArticle.Extraction;
import org.copydesk.pipeline.message.CleanArticle.Image;
import org.copydesk.pipeline.message.CleanArticle.Publisher;
import org.copydesk.pipeline.message.Json;
import org.jspecify.annotations.Nullable;

/** Makes an article of a row of the table {@code article}. */
final class ArticleMapping {
  private ArticleMapping() {}

  static StoredArticle stored(ResultSet row) throws SQLException {
    return new StoredArticle(
        article(row), row.getInt("version"), time(row, "first_stored_at"), time(row, "updated_at"));
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant timeIfAny(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static CleanArticle article(ResultSet row) throws SQLException {
    return new CleanArticle(
        row.getString("article_id"),
        row.getString("url"),
        null,
        row.getString("url_id"),
        row.getString("source_id"),
        row.getString("canonical_url"),
        row.getString("headline"),
        row.getString("alternative_headline"),
        row.getString("description"),
        list(row, "authors", Author[].class),
        object(row, "publisher", Publisher.class),
        row.getString("source_organization"),
        row.getString("dateline"),
        row.getString("date_published_text"),
        row.getString("date_modified_text"),
        row.getString("language"),
        row.getString("section"),
        list(row, "keywords", String[].class),
        list(row, "images", Image[].class),
        row.getObject("accessible_for_free", Boolean.class),
        row.getString("body"),
        row.getInt("word_count"),
        list(row, "blocks", Block[].class),
        row.getString("content_hash"),
        row.getString("fingerprint"),
        row.getString("fetch_id"),
        time(row, "fetched_at"),
        row.getString("rules_version"),
        object(row, "extraction", Extraction.class));
  }

  private static <T> List<T> list(ResultSet row, String column, Class<T[]> type)
      throws SQLException {
    T[] items = object(row, column, type);
    return items == null ? List.of() : List.of(items);
  }

  private static <T> @Nullable T object(ResultSet row, String column, Class<T> type)
      throws SQLException {
    String json = row.getString(column);
    return json == null ? null : Json.read(json.getBytes(UTF_8), type);
  }
}
