package org.copydesk.ingest.discover;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * About how many entries came and went between two looks at a source that share none. Nobody has
 * seen them: the length of the gap is divided by the usual time between news, which is low where
 * several entries come at a time.
 */
public final class MissedEntries {

  /** More than a source shows in a day (see {@link TrapGuard}) says that its dates are wrong. */
  static final long MOST = 10_000;

  private MissedEntries() {}

  /**
   * An estimate from 1 to {@value #MOST}; empty when the usual time between news is not known.
   *
   * @param shown what the source shows now, all of it new
   */
  public static OptionalLong estimate(SourceState before, List<UrlToFetch> shown, Instant now) {
    Duration usual = before.newsGap();
    Instant lastLook = before.polled();
    if (usual == null || !usual.isPositive() || lastLook == null) {
      return OptionalLong.empty();
    }
    Instant from = newest(before.seen(), lastLook);
    Instant to = oldest(shown);
    long missed =
        from == null || to == null
            ? Duration.between(lastLook, now).dividedBy(usual) - shown.size()
            : Duration.between(from, to).dividedBy(usual) - 1;
    return OptionalLong.of(Math.clamp(missed, 1, MOST));
  }

  /** Dates ahead of the look at which they were shown tell nothing. */
  private static @Nullable Instant newest(List<SourceState.Seen> seen, Instant lastLook) {
    return seen.stream()
        .map(SourceState.Seen::updated)
        .flatMap(Stream::ofNullable)
        .filter(date -> !date.isAfter(lastLook))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Instant oldest(List<UrlToFetch> shown) {
    return shown.stream()
        .map(url -> url.updated() == null ? url.published() : url.updated())
        .flatMap(Stream::ofNullable)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
