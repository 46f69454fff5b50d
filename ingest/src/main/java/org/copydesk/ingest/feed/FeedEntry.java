package org.copydesk.ingest.feed;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed.
 *
 * @param link as written, or resolved where the feed says against what; else relative to the feed
 * @param published when it says it was published; null when it does not say, or nothing sensible
 * @param updated when it says it was last changed
 * @param title without mark-up, shortened to 500 characters
 */
public record FeedEntry(
    String link, @Nullable Instant published, @Nullable Instant updated, @Nullable String title) {

  private static final int MAX_TITLE = 500;

  public FeedEntry {
    Objects.requireNonNull(link, "link");
    if (title != null && title.length() > MAX_TITLE) {
      title = title.substring(0, MAX_TITLE);
    }
  }

  /** Whether it says when it was published or changed. */
  public boolean isDated() {
    return published != null || updated != null;
  }
}
