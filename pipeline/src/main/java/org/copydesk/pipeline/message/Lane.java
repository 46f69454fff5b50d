package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two ways through the pipeline, which share no queue: what sources show now, and what an
 * operator brings from the past. Backfill gives way to live work.
 */
public enum Lane {
  @JsonProperty("live")
  LIVE,
  @JsonProperty("backfill")
  BACKFILL;

  /** The lane whose records a topic holds; a topic that knows no lanes is live. */
  public static Lane of(String topic) {
    return topic.equals(Topics.URLS_BACKFILL) || topic.equals(Topics.PAGES_BACKFILL)
        ? BACKFILL
        : LIVE;
  }

  /** The lane of a record that says none, as all did before there were two. */
  public static Lane orLive(@Nullable Lane lane) {
    return lane == null ? LIVE : lane;
  }

  /** The topic of this lane's URLs to fetch. */
  public String urls() {
    return this == LIVE ? Topics.URLS : Topics.URLS_BACKFILL;
  }

  /** The topic of this lane's pages. */
  public String pages() {
    return this == LIVE ? Topics.PAGES : Topics.PAGES_BACKFILL;
  }

  /** As it is written on the command line, in logs and as a key. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
