package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group is behind on one topic.
 *
 * @param members how many members the group has now; 0 when its service is down
 * @param lag records that wait
 * @param done the sum of the committed offsets: two readings of it give the rate
 * @param oldest when the oldest waiting record was written; null when none waits
 * @param at when this was read
 */
public record TopicLag(
    String topic,
    String group,
    int partitions,
    int members,
    long lag,
    long done,
    @Nullable Instant oldest,
    Instant at) {

  /** A topic and the group that reads it. */
  public record Reading(String topic, String group) {}

  /** What the services read, in the order of the flow. */
  public static List<Reading> flow() {
    return List.of(
        new Reading(Topics.URLS, Groups.INGEST),
        new Reading(Topics.URLS_BACKFILL, Groups.INGEST),
        new Reading(Topics.PAGES, Groups.PROCESS),
        new Reading(Topics.PAGES_BACKFILL, Groups.PROCESS),
        new Reading(Topics.ARTICLES, Groups.STORE),
        new Reading(Topics.OUTCOMES, Groups.STORE));
  }

  /** How long the oldest waiting record has waited; zero when none waits. */
  public Duration age() {
    if (oldest == null || oldest.isAfter(at)) {
      return Duration.ZERO;
    }
    return Duration.between(oldest, at);
  }

  /** Records a second since an earlier reading; 0 when no time has passed. */
  public double rateSince(TopicLag earlier) {
    long millis = Duration.between(earlier.at, at).toMillis();
    return millis <= 0 ? 0 : Math.max(0, done - earlier.done) * 1000.0 / millis;
  }
}
