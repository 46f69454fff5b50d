package org.copydesk.store.read;

import java.time.Instant;
import java.util.Objects;
import org.copydesk.pipeline.message.CleanArticle;

/**
 * An article as it is stored: equal to the one that was stored but for what no database can hold.
 *
 * @param version counts its contents from 1
 * @param firstStoredAt when its first version was stored
 * @param updatedAt when its row was last written
 */
public record StoredArticle(
    CleanArticle article, int version, Instant firstStoredAt, Instant updatedAt) {
  public StoredArticle {
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(firstStoredAt, "firstStoredAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }
}
