package org.copydesk.store.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which articles to list, newest stored first.
 *
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 * @param since only those first stored then or later; null for all
 * @param source only those of this source; null for all
 */
public record Listing(int limit, @Nullable Instant since, @Nullable String source) {
  /** More than this many articles do not belong into memory at once. */
  public static final int MAX_LIMIT = 10_000;

  public Listing {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
    }
  }
}
