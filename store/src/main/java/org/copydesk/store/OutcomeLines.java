package org.copydesk.store;

import java.util.List;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.store.table.OutcomeRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The one line for each URL's outcome, once it is in the database. */
final class OutcomeLines {
  private static final Logger log = LoggerFactory.getLogger(OutcomeLines.class);

  void log(List<OutcomeRow> news) {
    news.forEach(OutcomeLines::log);
  }

  private static void log(OutcomeRow row) {
    UrlOutcome outcome = row.outcome();
    StageTimes times = row.times();
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue("disposition", outcome.disposition().code())
            .addKeyValue("url", outcome.url())
            .addKeyValue("url_id", outcome.urlId());
    line = with(line, "reason", outcome.reason());
    line = with(line, "article_id", row.articleId());
    line = with(line, "fetch_id", outcome.fetchId());
    line = with(line, "decided_by", outcome.stage());
    line = with(line, "published", times.published());
    line = with(line, "discovered", times.discovered());
    line = with(line, "fetched", times.fetched());
    line = with(line, "processed", times.processed());
    line.log("url ended");
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String key, @Nullable Object value) {
    return value == null ? line : line.addKeyValue(key, value);
  }
}
