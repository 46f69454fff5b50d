package org.copydesk.ingest.sitemap;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.Repair;
import org.jspecify.annotations.Nullable;

/** What an answer of a sitemap's address holds. */
public sealed interface SitemapReading {

  /** Pages, newest first. */
  record Pages(Feed feed) implements SitemapReading {}

  /**
   * Further sitemaps.
   *
   * @param repairs what had to be mended to read it
   */
  record Index(List<Child> children, Set<Repair> repairs) implements SitemapReading {
    public Index {
      children = List.copyOf(children);
      repairs = Set.copyOf(repairs);
    }
  }

  /**
   * Neither.
   *
   * @param reason a short code
   */
  record Unreadable(String reason) implements SitemapReading {}

  /**
   * A sitemap that an index names.
   *
   * @param changed when the index says it was last changed
   */
  record Child(String link, @Nullable Instant changed) {
    public Child {
      Objects.requireNonNull(link, "link");
    }
  }
}
