package org.copydesk.ingest.discover;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a source is asked again: half the usual time between news while it has
 * some, longer and longer while it has none. An interval that the operator has set for a source is
 * not adapted.
 *
 * @param usual until the source's rhythm is known, and at most while it has news
 * @param shortest what a busy source lowers it to
 * @param longest what silence raises it to
 */
public record PollInterval(Duration usual, Duration shortest, Duration longest) {

  /** What a source's own time to live may raise the interval to. */
  private static final Duration LONGEST_HINT = Duration.ofHours(1);

  /** What failures raise the interval to. */
  private static final Duration LONGEST_AFTER_FAILURE = Duration.ofHours(6);

  /** A source with an unknown rhythm is not left alone for longer. */
  private static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(30);

  /** So that news wait for half their usual distance at most. */
  private static final int LOOKS_BETWEEN_NEWS = 2;

  /** A source that wakes up is late by this part of its sleep at most. */
  private static final int PART_OF_SILENCE = 10;

  /** For how long a source that has lost entries is not believed about its own pace. */
  private static final Duration AFTER_MISSED = Duration.ofDays(7);

  /** A sitemap that holds an archive is looked at once a week: it may be taken into use again. */
  private static final Duration RETIRED = Duration.ofDays(7);

  /** How often a site is asked anew which feeds and sitemaps it has. */
  private static final Duration SITE = Duration.ofDays(1);

  /** Of a source with news, a cache's lifetime counts up to this. */
  private static final Duration LONGEST_CACHE_WHEN_BUSY = Duration.ofMinutes(15);

  private static final int MAX_DOUBLINGS = 12;
  private static final int SILENT_GAPS = 10;
  private static final Duration SHORTEST_SILENCE = Duration.ofHours(6);

  /** As configured. */
  public static PollInterval of(FetchConfig config) {
    Duration usual = config.pollInterval();
    return new PollInterval(
        usual, min(usual, config.shortestPoll()), max(usual, config.longestPoll()));
  }

  /** With the usual bounds. */
  public static PollInterval of(Duration usual) {
    return new PollInterval(
        usual, min(usual, FetchConfig.SHORTEST_POLL), max(usual, FetchConfig.LONGEST_POLL));
  }

  /**
   * While there is news.
   *
   * @param timeToLive the source's hint, heeded where neither the operator nor lost entries have
   *     decided
   */
  public Duration base(
      Source source, SourceState before, @Nullable Duration timeToLive, Instant now) {
    Duration every = source.every();
    if (every != null) {
      return every;
    }
    Duration rhythm = rhythm(before);
    return timeToLive == null || hasMissed(before, now)
        ? rhythm
        : max(rhythm, min(timeToLive, LONGEST_HINT));
  }

  private Duration rhythm(SourceState before) {
    Duration gap = before.newsGap();
    return gap == null ? usual : min(usual, max(shortest, gap.dividedBy(LOOKS_BETWEEN_NEWS)));
  }

  private static boolean hasMissed(SourceState before, Instant now) {
    SourceState.Missed missed = before.missed();
    return missed != null && missed.last().plus(AFTER_MISSED).isAfter(now);
  }

  /** Of a sitemap that holds an archive. */
  public Duration retired() {
    return RETIRED;
  }

  /** Whether a source was found to hold an archive the last time. */
  public boolean isRetired(SourceState before) {
    return RETIRED.equals(before.interval());
  }

  /** Of a site, whose feeds and sitemaps are asked on their own. */
  public Duration site() {
    return SITE;
  }

  /**
   * Not before a cache would ask again: what it would be told until then is what we know already.
   *
   * @param maxAge the lifetime that the answer gave itself; null when it gave none
   * @param isBusy whether the source had news
   */
  public Duration notWithin(
      @Nullable Duration maxAge,
      Source source,
      SourceState before,
      Duration pause,
      boolean isBusy,
      Instant now) {
    if (maxAge == null || source.every() != null || hasMissed(before, now)) {
      return pause;
    }
    return max(pause, min(maxAge, isBusy ? LONGEST_CACHE_WHEN_BUSY : LONGEST_HINT));
  }

  /** When nothing was new: a quarter longer than before. */
  public Duration afterNothingNew(Source source, SourceState before, Instant now) {
    if (isRetired(before)) {
      return RETIRED;
    }
    Duration base = base(source, before, null, now);
    if (source.every() != null || before.failures() > 0) {
      return base;
    }
    Duration gap = before.newsGap();
    Duration usualBound = gap == null ? longestUnknown(source) : gap.dividedBy(LOOKS_BETWEEN_NEWS);
    Duration bound = min(longest, max(usualBound, silence(before, now).dividedBy(PART_OF_SILENCE)));
    Duration last = Objects.requireNonNullElse(before.interval(), base);
    return max(base, min(last.multipliedBy(5).dividedBy(4), bound));
  }

  private static Duration silence(SourceState before, Instant now) {
    Instant last = before.lastNew();
    return last == null || last.isAfter(now) ? Duration.ZERO : Duration.between(last, now);
  }

  /** A sitemap without any news so far is one of many, mostly of an archive without dates. */
  private Duration longestUnknown(Source source) {
    return source.kind() == Source.Kind.SITEMAP ? longest : LONGEST_UNKNOWN;
  }

  /** When entries were missed: twice as often as before. */
  public Duration afterGap(Source source, SourceState before, Instant now) {
    Duration base = base(source, before, null, now);
    Duration last = Objects.requireNonNullElse(before.interval(), base);
    return min(base, max(min(base, shortest), last.dividedBy(2)));
  }

  /** After so many failures in a row: twice as long each time. */
  public Duration afterFailure(Source source, int failures) {
    Duration base = Objects.requireNonNullElse(source.every(), usual);
    Duration grown = base.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return min(grown, max(base, LONGEST_AFTER_FAILURE));
  }

  /** The smoothed time between news, now that there is some. */
  public @Nullable Duration newsGap(SourceState before, Instant now) {
    Instant last = before.lastNew();
    if (last == null) {
      return null;
    }
    Duration gap = Duration.between(last, now);
    Duration known = before.newsGap();
    return known == null ? gap : known.multipliedBy(3).plus(gap).dividedBy(4);
  }

  /** From when on silence is worth a word: ten usual gaps, and six hours at least. */
  public static Optional<Instant> silentSince(SourceState state) {
    Instant last = state.lastNew();
    Duration gap = state.newsGap();
    return last == null || gap == null
        ? Optional.empty()
        : Optional.of(last.plus(max(gap.multipliedBy(SILENT_GAPS), SHORTEST_SILENCE)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
