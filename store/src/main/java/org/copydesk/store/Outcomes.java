package org.copydesk.store;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.store.table.ArticleChange;
import org.copydesk.store.table.ArticleRow;
import org.copydesk.store.table.OutcomeRow;
import org.copydesk.store.table.StorableText;
import org.jspecify.annotations.Nullable;

/** How the URLs of articles ended in this stage. */
final class Outcomes {
  static final String STAGE = "store";

  private static final String TAKEN_DOWN = "taken-down";
  private static final int MAX_DETAIL_CHARS = 500;

  private Outcomes() {}

  /**
   * The outcome of a stored article; decided when it was processed, so that a replay is no news.
   */
  static OutcomeRow of(ArticleChange change, StageTimes times) {
    String reason = change.disposition() == Disposition.REFUSED ? TAKEN_DOWN : null;
    return row(change.row(), change.disposition(), reason, null, times);
  }

  /** The outcome of an article whose row the database refuses. */
  static OutcomeRow dead(StoreRecord.Article article, String reason, String detail) {
    return row(article.row(), Disposition.DEAD_LETTER, reason, shown(detail), article.times());
  }

  /** The outcome of a URL whose outcome's row the database refuses: what is left is short. */
  static OutcomeRow dead(StoreRecord.Outcome refused, String reason, String detail) {
    UrlOutcome read = refused.row().outcome();
    UrlOutcome outcome =
        new UrlOutcome(
            read.urlId(),
            read.url(),
            Disposition.DEAD_LETTER,
            reason,
            shown(detail),
            null,
            null,
            STAGE,
            read.at());
    return new OutcomeRow(outcome, null, refused.row().times());
  }

  private static OutcomeRow row(
      ArticleRow row,
      Disposition disposition,
      @Nullable String reason,
      @Nullable String detail,
      StageTimes times) {
    CleanArticle article = row.article();
    Instant at = row.processedAt();
    UrlOutcome outcome =
        new UrlOutcome(
            article.urlId(),
            requireNonNullElse(article.requestedUrl(), article.url()),
            disposition,
            reason,
            detail,
            article.sourceId(),
            article.fetchId(),
            STAGE,
            at);
    return new OutcomeRow(outcome, article.id(), times);
  }

  private static String shown(String detail) {
    String storable = StorableText.of(detail);
    return storable.length() <= MAX_DETAIL_CHARS
        ? storable
        : storable.substring(0, MAX_DETAIL_CHARS);
  }
}
