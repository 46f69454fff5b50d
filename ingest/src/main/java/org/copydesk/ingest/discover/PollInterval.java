package org.copydesk.ingest.discover;

import java.time.Duration;
import org.copydesk.pipeline.message.Source;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a source is asked again.
 *
 * @param usual where the source says nothing else
 * @param longest what failures raise it to
 */
public record PollInterval(Duration usual, Duration longest) {

  /** What a source's own time to live may raise the interval to. */
  private static final Duration LONGEST_HINT = Duration.ofHours(1);

  private static final int MAX_DOUBLINGS = 12;

  public static PollInterval of(Duration usual) {
    return new PollInterval(usual, Duration.ofHours(6));
  }

  /**
   * After an answer that could be read.
   *
   * @param timeToLive the source's hint, heeded where the operator has not decided
   */
  public Duration afterSuccess(Source source, @Nullable Duration timeToLive) {
    Duration every = source.every();
    if (every != null) {
      return every;
    }
    Duration hint = timeToLive == null ? Duration.ZERO : min(timeToLive, LONGEST_HINT);
    return hint.compareTo(usual) > 0 ? hint : usual;
  }

  /** After so many failures in a row: twice as long each time. */
  public Duration afterFailure(Source source, int failures) {
    Duration base = source.every() == null ? usual : source.every();
    Duration grown = base.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration bound = base.compareTo(longest) > 0 ? base : longest;
    return min(grown, bound);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
