package org.copydesk.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.jspecify.annotations.Nullable;

/** A source and its state in words and in JSON. */
final class SourceText {
  private SourceText() {}

  static String ago(@Nullable Instant time, Instant now) {
    return time == null ? "never" : TimeText.shown(Duration.between(time, now)) + " ago";
  }

  static String in(@Nullable Instant time, Instant now) {
    return time == null || time.isBefore(now)
        ? "now"
        : "in " + TimeText.shown(Duration.between(now, time));
  }

  /** The last failure, or that it is silent for longer than its habits explain. */
  static String trouble(SourceState state, Instant now) {
    if (state.trouble() != null) {
      return state.trouble();
    }
    return isSilent(state, now) ? "silent, usually new " + every(state.newsGap()) : "-";
  }

  static boolean isSilent(SourceState state, Instant now) {
    return PollInterval.silentSince(state).filter(since -> since.isBefore(now)).isPresent();
  }

  static String every(@Nullable Duration gap) {
    return gap == null ? "not known yet" : "every " + TimeText.shown(gap);
  }

  static Map<String, Object> json(Source source, SourceState state) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", source.id());
    all.put("kind", source.kind());
    all.put("url", source.url());
    put(all, "movedTo", source.movedTo());
    put(all, "name", source.name());
    put(all, "every", source.every());
    all.put("origin", source.origin());
    all.put("paused", source.paused());
    put(all, "polled", state.polled());
    put(all, "succeeded", state.succeeded());
    put(all, "lastNew", state.lastNew());
    put(all, "nextPoll", state.nextPoll());
    put(all, "interval", state.interval());
    put(all, "usualInterval", state.newsGap());
    put(all, "etag", state.etag());
    put(all, "lastModified", state.lastModified());
    all.put("entriesSeen", state.seen().size());
    all.put("failures", state.failures());
    put(all, "trouble", state.trouble());
    all.put("silent", isSilent(state, Instant.now()));
    return all;
  }

  private static void put(Map<String, Object> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
