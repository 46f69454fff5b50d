package org.copydesk.store.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Json;
import org.copydesk.store.database.Column;
import org.copydesk.store.database.RowSet;
import org.jspecify.annotations.Nullable;

/** Which column of {@code article} holds which part of an article. */
final class ArticleColumns {
  static final RowSet<ArticleRow> ALL =
      RowSet.of(
          text("article_id", CleanArticle::id),
          text("url", CleanArticle::url),
          text("url_id", CleanArticle::urlId),
          text("source_id", CleanArticle::sourceId),
          text("canonical_url", CleanArticle::canonicalUrl),
          text("headline", CleanArticle::headline),
          text("alternative_headline", CleanArticle::alternativeHeadline),
          text("description", CleanArticle::description),
          json("authors", CleanArticle::author),
          json("publisher", CleanArticle::publisher),
          text("source_organization", CleanArticle::sourceOrganization),
          text("dateline", CleanArticle::dateline),
          moment("date_published", CleanArticle::datePublished),
          text("date_published_text", CleanArticle::datePublished),
          moment("date_modified", CleanArticle::dateModified),
          text("date_modified_text", CleanArticle::dateModified),
          text("language", CleanArticle::inLanguage),
          text("section", CleanArticle::articleSection),
          json("keywords", CleanArticle::keywords),
          json("images", CleanArticle::image),
          new Column<>("accessible_for_free", "bool", row -> row.article().isAccessibleForFree()),
          text("body", CleanArticle::articleBody),
          new Column<>("word_count", "int4", row -> row.article().wordCount()),
          json("blocks", CleanArticle::blocks),
          text("content_hash", CleanArticle::contentHash),
          text("fingerprint", CleanArticle::fingerprint),
          json("extraction", CleanArticle::extraction),
          text("fetch_id", CleanArticle::fetchId),
          Column.time("fetched_at", row -> row.article().fetchedAt()),
          Column.time("processed_at", ArticleRow::processedAt),
          text("rules_version", CleanArticle::rulesVersion));

  /** What a taken-down article loses: all that was written by its authors or made from that. */
  private static final List<String> TEXTS =
      List.of(
          "headline",
          "alternative_headline",
          "description",
          "authors",
          "publisher",
          "source_organization",
          "dateline",
          "section",
          "keywords",
          "images",
          "body",
          "word_count",
          "blocks",
          "content_hash",
          "fingerprint",
          "extraction");

  private static final String TEXTS_TAKEN_OUT =
      TEXTS.stream().map(column -> column + " = NULL").collect(joining(", "));

  private ArticleColumns() {}

  static String textsTakenOut() {
    return TEXTS_TAKEN_OUT;
  }

  private static Column<ArticleRow> text(
      String name, Function<CleanArticle, @Nullable String> value) {
    return Column.text(name, row -> value.apply(row.article()));
  }

  private static Column<ArticleRow> json(
      String name, Function<CleanArticle, @Nullable Object> value) {
    return Column.json(name, row -> jsonText(value.apply(row.article())));
  }

  private static Column<ArticleRow> moment(
      String name, Function<CleanArticle, @Nullable String> value) {
    return Column.time(
        name, row -> StorableTime.ofIso8601(value.apply(row.article())).orElse(null));
  }

  private static @Nullable String jsonText(@Nullable Object value) {
    return value == null ? null : new String(Json.write(value), UTF_8);
  }
}
