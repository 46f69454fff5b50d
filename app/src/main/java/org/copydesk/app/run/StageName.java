package org.copydesk.app.run;

import java.util.List;
import java.util.Locale;
import org.copydesk.pipeline.kafka.TopicLag.Reading;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;

/** The services, in the order of the flow. */
public enum StageName {
  INGEST,
  PROCESS,
  STORE;

  /** As it is written on the command line, in logs and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The topics it reads, and as which group. */
  public List<Reading> readings() {
    return switch (this) {
      case INGEST ->
          List.of(
              new Reading(Topics.URLS, Groups.INGEST),
              new Reading(Topics.URLS_BACKFILL, Groups.INGEST));
      case PROCESS ->
          List.of(
              new Reading(Topics.PAGES, Groups.PROCESS),
              new Reading(Topics.PAGES_BACKFILL, Groups.PROCESS));
      case STORE ->
          List.of(
              new Reading(Topics.ARTICLES, Groups.STORE),
              new Reading(Topics.OUTCOMES, Groups.STORE));
    };
  }
}
