package org.copydesk.store.table;

import java.time.Instant;
import java.util.Objects;
import org.copydesk.pipeline.message.CleanArticle;

/**
 * An article to store, in a form that PostgreSQL can hold.
 *
 * @param processedAt when it was made from its page: of two results for one fetch the later counts
 */
public record ArticleRow(CleanArticle article, Instant processedAt) {
  public ArticleRow {
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(processedAt, "processedAt");
  }

  public String articleId() {
    return article.id();
  }

  /** Whether it was fetched where the article lives, not from a print or AMP page of it. */
  boolean isAtItsCanonicalUrl() {
    return article.url().equals(article.canonicalUrl());
  }
}
