package org.copydesk.store.table;

import java.time.Instant;
import java.util.Objects;

/**
 * An article to take down.
 *
 * @param at when that was asked for
 */
public record Takedown(String articleId, Instant at) {
  public Takedown {
    Objects.requireNonNull(articleId, "articleId");
    Objects.requireNonNull(at, "at");
  }
}
