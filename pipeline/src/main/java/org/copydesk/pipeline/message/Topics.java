package org.copydesk.pipeline.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every topic of Copydesk. Record timestamps are times of writing, never of publication. */
public final class Topics {
  public static final String URLS = "news.urls.v1";
  public static final String URLS_BACKFILL = "news.urls-backfill.v1";
  public static final String PAGES = "news.pages.v1";
  public static final String PAGES_BACKFILL = "news.pages-backfill.v1";
  public static final String ARTICLES = "news.articles.v1";
  public static final String OUTCOMES = "news.outcomes.v1";
  public static final String SOURCES = "news.sources.v1";
  public static final String SOURCE_STATE = "news.source-state.v1";
  public static final String URL_STATE = "news.url-state.v1";
  public static final String HOST_STATE = "news.host-state.v1";
  public static final String ROBOTS_REFERRALS = "news.robots-referrals.v1";
  public static final String LANES = "news.lanes.v1";
  public static final String IMPORTS = "news.imports.v1";

  /**
   * Backfill may wait for long: for one URL every two seconds, behind live work, or paused. Its
   * URLs are kept as long as their states are.
   */
  private static final Duration BACKFILL_URLS_KEPT = Duration.ofDays(90);

  private static final Duration BACKFILL_PAGES_KEPT = Duration.ofDays(30);

  /** Far longer than anybody waits; each change of owners reads what is there. */
  private static final Duration REFERRALS_KEPT = Duration.ofHours(1);

  public static final String BOILERPLATE = "news.boilerplate.v1";

  private static final String DEAD_LETTER_SUFFIX = "-dlt";

  private Topics() {}

  /** The topic of the dead letters of another topic. */
  public static String deadLetter(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }

  /** All topics, dead letters included. */
  public static List<Topic> all() {
    List<Topic> live =
        List.of(
            log(URLS, Topic.Layout.SHARDED, Duration.ofDays(7)),
            new Topic(
                URLS_BACKFILL,
                Topic.Layout.SHARDED,
                false,
                BACKFILL_URLS_KEPT,
                // A broker's size limit must not eat what was imported and not yet fetched.
                Map.of("compression.type", "zstd", "retention.bytes", "-1")),
            pages(PAGES, Duration.ofDays(7)),
            pages(PAGES_BACKFILL, BACKFILL_PAGES_KEPT),
            compacted(ARTICLES, Topic.Layout.SPREAD, Duration.ofDays(7)),
            log(OUTCOMES, Topic.Layout.SPREAD, Duration.ofDays(30)),
            compacted(SOURCES, Topic.Layout.SHARDED, Duration.ZERO),
            compacted(SOURCE_STATE, Topic.Layout.SHARDED, Duration.ZERO),
            new Topic(
                URL_STATE,
                Topic.Layout.SHARDED,
                true,
                Duration.ZERO,
                Map.of(
                    "cleanup.policy",
                    "compact,delete",
                    "retention.ms",
                    Long.toString(Duration.ofDays(90).toMillis()))),
            compacted(HOST_STATE, Topic.Layout.SHARDED, Duration.ZERO),
            new Topic(
                ROBOTS_REFERRALS,
                Topic.Layout.SHARDED,
                false,
                REFERRALS_KEPT,
                // What is being written to is never deleted: by default a week's, up to 1 GiB.
                Map.of("segment.ms", Long.toString(REFERRALS_KEPT.toMillis()))),
            compacted(BOILERPLATE, Topic.Layout.SHARDED, Duration.ZERO),
            compacted(LANES, Topic.Layout.SPREAD, Duration.ZERO),
            compacted(IMPORTS, Topic.Layout.SPREAD, Duration.ZERO));
    return Stream.concat(
            live.stream(),
            Stream.of(URLS, URLS_BACKFILL, PAGES, PAGES_BACKFILL, ARTICLES, OUTCOMES)
                .map(Topics::deadLetters))
        .toList();
  }

  private static Topic deadLetters(String of) {
    return log(deadLetter(of), Topic.Layout.DEAD_LETTERS, Duration.ofDays(30));
  }

  private static Topic pages(String name, Duration kept) {
    return new Topic(name, Topic.Layout.SHARDED, false, kept, Map.of("compression.type", "zstd"));
  }

  private static Topic log(String name, Topic.Layout layout, Duration kept) {
    return new Topic(name, layout, false, kept, Map.of());
  }

  private static Topic compacted(String name, Topic.Layout layout, Duration kept) {
    return new Topic(name, layout, true, kept, Map.of());
  }
}
