package org.copydesk.pipeline.log;

import java.time.Duration;
import java.time.Instant;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UrlOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one line for each URL's outcome. The store writes it for all stages, once the outcome is in
 * the database: so there is one line for a URL, whatever is done again after a crash.
 */
public final class OutcomeLog {
  private static final Logger log = LoggerFactory.getLogger("org.copydesk.outcome");

  private OutcomeLog() {}

  /**
   * Writes the line.
   *
   * @param articleId the article that the URL became or stands for, where there is one
   * @param times when the URL passed the stages
   * @param stored when the outcome was stored
   */
  public static void log(
      UrlOutcome outcome, @Nullable String articleId, StageTimes times, Instant stored) {
    LoggingEventBuilder line = log.atInfo();
    line = with(line, "disposition", outcome.disposition().code());
    line = with(line, "reason", outcome.reason());
    line = with(line, "url", outcome.url());
    line = with(line, "url_id", outcome.urlId());
    line = with(line, "article_id", articleId);
    line = with(line, "source_id", outcome.sourceId());
    line = with(line, "fetch_id", outcome.fetchId());
    line = with(line, "decided_by", outcome.stage());
    line = with(line, "published", times.published());
    line = with(line, "discovered", times.discovered());
    line = with(line, "fetched", times.fetched());
    line = with(line, "processed", times.processed());
    line = with(line, "stored", stored);
    with(line, "latency_seconds", latency(times.published(), stored)).log("url ended");
  }

  /** From publication to storage; nothing where a page says that it will be published later. */
  private static @Nullable Long latency(@Nullable Instant published, Instant stored) {
    return published == null || published.isAfter(stored)
        ? null
        : Duration.between(published, stored).toSeconds();
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String key, @Nullable Object value) {
    return value == null ? line : line.addKeyValue(key, value);
  }
}
