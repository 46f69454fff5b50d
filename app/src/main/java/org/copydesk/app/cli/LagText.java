package org.copydesk.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.copydesk.ingest.why.ParkedUrls;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;

/** The lag of all topics, and what is parked beside it, as a table and as JSON. */
final class LagText {

  private final Map<String, TopicLag> earlier;
  private final List<TopicLag> lags;
  private final List<ParkedUrls> told;
  private final @Nullable ParkedUrls parked;
  private final Instant now;

  /**
   * @param before an earlier reading, for the rates
   * @param told what is parked at each ingest service that tells of it
   */
  LagText(List<TopicLag> before, List<TopicLag> lags, List<ParkedUrls> told, Instant now) {
    this.earlier = before.stream().collect(Collectors.toMap(LagText::key, lag -> lag));
    this.lags = lags;
    this.told = List.copyOf(told);
    this.parked = told.stream().reduce(ParkedUrls::and).orElse(null);
    this.now = now;
  }

  String table() {
    Table table =
        new Table("TOPIC", "GROUP", "PARTITIONS", "LAG", "OLDEST", "RATE", "INSTANCES", "PARKED")
            .alignedRight(2, 3, 4, 5, 6);
    for (TopicLag lag : lags) {
      table.row(
          lag.topic(),
          lag.group(),
          Integer.toString(lag.partitions()),
          Long.toString(lag.lag()),
          lag.oldest() == null ? "-" : TimeText.shown(lag.age()),
          String.format(Locale.ROOT, "%.1f/s", rate(lag)),
          lag.members() == 0 ? "down" : Integer.toString(lag.members()),
          parkedText(lag));
    }
    return table.text();
  }

  /** That what is parked is not all, where more services run than have told of it. */
  Optional<String> untold() {
    int running =
        lags.stream().filter(lag -> lane(lag) != null).mapToInt(TopicLag::members).max().orElse(0);
    return told.isEmpty() || told.size() >= running
        ? Optional.empty()
        : Optional.of(
            "PARKED is what %d of %d ingest services tell; name the others with --status."
                .formatted(told.size(), running));
  }

  List<Map<String, Object>> json() {
    return lags.stream().map(this::json).toList();
  }

  private Map<String, Object> json(TopicLag lag) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", lag.topic());
    json.put("group", lag.group());
    json.put("partitions", lag.partitions());
    json.put("lag", lag.lag());
    json.put("oldestSeconds", lag.age().toMillis() / 1000.0);
    json.put("ratePerSecond", Math.round(rate(lag) * 10) / 10.0);
    json.put("instances", lag.members());
    json.put("running", lag.members() > 0);
    ParkedUrls.Waiting waiting = waiting(lag);
    if (waiting != null) {
      json.put("parked", waiting.urls());
      Instant due = waiting.oldestDue();
      if (due != null) {
        json.put("oldestParkedDue", due);
      }
    }
    return json;
  }

  private static String key(TopicLag lag) {
    return lag.group() + " " + lag.topic();
  }

  private double rate(TopicLag lag) {
    TopicLag before = earlier.get(key(lag));
    return before == null ? 0 : lag.rateSince(before);
  }

  private String parkedText(TopicLag lag) {
    if (lane(lag) == null) {
      return "-";
    }
    ParkedUrls.Waiting waiting = waiting(lag);
    if (waiting == null) {
      return "not known";
    }
    Instant due = waiting.oldestDue();
    return waiting.urls() + (due == null ? "" : ", " + dueText(due));
  }

  private String dueText(Instant due) {
    return due.isAfter(now)
        ? "first due in " + TimeText.shown(Duration.between(now, due))
        : "due for " + TimeText.shown(Duration.between(due, now));
  }

  private ParkedUrls.@Nullable Waiting waiting(TopicLag lag) {
    Lane lane = lane(lag);
    return lane == null || parked == null ? null : parked.of(lane);
  }

  /** URLs are parked; nothing else is. */
  private static @Nullable Lane lane(TopicLag lag) {
    return switch (lag.topic()) {
      case Topics.URLS -> Lane.LIVE;
      case Topics.URLS_BACKFILL -> Lane.BACKFILL;
      default -> null;
    };
  }
}
