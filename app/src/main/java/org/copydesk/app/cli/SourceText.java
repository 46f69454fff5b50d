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

  /** When a source is asked next, and why then. */
  static String next(Source source, SourceState state, Instant now) {
    if (source.paused()) {
      return "paused";
    }
    String reason = state.nextReason();
    String why =
        switch (reason) {
          case null -> "";
          case "news" -> "it had news";
          case "nothing-new" -> "it had nothing new";
          case "missed" -> "entries were missed, so sooner";
          case "failed" -> "it failed, so later";
          case "host" -> "when its host answers";
          case "set" -> "as was set";
          case "cache" -> "its answer stays good for as long";
          case "archive" -> "it holds an archive";
          case "site" -> "what it leads to is asked apart";
          case "moved" -> "it was moved";
          // Of a newer service.
          default -> reason;
        };
    return in(state.nextPoll(), now) + (why.isEmpty() ? "" : " (" + why + ")");
  }

  /** How often answers were mended, and what in the last one. */
  static String mended(SourceState state, Instant now) {
    SourceState.Mended mended = state.mended();
    return mended == null
        ? "none"
        : "%s, last %s (%s)"
            .formatted(
                answers(mended.answers()),
                ago(mended.last(), now),
                String.join(", ", mended.repairs()));
  }

  /** How often entries were missed, and about how many where that can be told. */
  static String missed(SourceState state, Instant now) {
    SourceState.Missed missed = state.missed();
    if (missed == null) {
      return "none";
    }
    String gaps = missed.gaps() == 1 ? "1 gap" : missed.gaps() + " gaps";
    String entries = missed.entries() == null ? "" : "about %d in ".formatted(missed.entries());
    return "%s%s, last %s".formatted(entries, gaps, ago(missed.last(), now));
  }

  private static String answers(long count) {
    return count == 1 ? "1 answer" : count + " answers";
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
    put(all, "nextReason", state.nextReason());
    put(all, "mended", state.mended());
    put(all, "missed", state.missed());
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
