package org.copydesk.pipeline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How backfill gives way to live work, and what goes into it by itself.
 *
 * @param maxLiveLag live records that may wait, in one instance's part of a topic, while backfill
 *     flows
 * @param sitemapAge how old a sitemap's page may be to be fetched behind live work; zero for none
 */
public record BackfillConfig(int maxLiveLag, Duration sitemapAge) {

  /** What {@link #sitemapAge} is where nobody says. */
  static final Duration USUAL_SITEMAP_AGE = Duration.ofDays(365);

  public BackfillConfig {
    Objects.requireNonNull(sitemapAge, "sitemapAge");
  }

  /** With the usual sitemaps. */
  public BackfillConfig(int maxLiveLag) {
    this(maxLiveLag, USUAL_SITEMAP_AGE);
  }
}
