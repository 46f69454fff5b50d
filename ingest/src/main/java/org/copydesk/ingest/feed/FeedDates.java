package org.copydesk.ingest.feed;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the dates of feeds: RFC 822 and its many variants, ISO 8601 and its, with month names in
 * many languages, seconds since 1970. What is impossible, before 1990 or more than a day ahead of
 * the clock is no date; a date whose day and month could be swapped is none either, nor is one
 * whose month is another in another language, where nobody says the language. A missing zone means
 * UTC, as RFC 822's obsolete forms have it. Thread-safe.
 */
public final class FeedDates {

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int MAX_LENGTH = 64;

  /** Seconds or milliseconds since 1970, of this century. */
  private static final Pattern EPOCH = Pattern.compile("1[0-9]{9}|1[0-9]{12}");

  private static final int SECONDS_DIGITS = 10;

  private final Clock clock;

  public FeedDates(Clock clock) {
    this.clock = clock;
  }

  /** The instant that a text of an unknown language means. */
  public Optional<Instant> parse(String text) {
    return parse(text, "");
  }

  /**
   * The instant that the text means; empty when it means none that is sensible.
   *
   * @param language of the text, as a language tag; empty when it is not known
   */
  public Optional<Instant> parse(String text, String language) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (EPOCH.matcher(trimmed).matches()) {
      long number = Long.parseLong(trimmed);
      boolean isInSeconds = trimmed.length() == SECONDS_DIGITS;
      return sensible(isInSeconds ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }
    try {
      return DateWords.read(trimmed, language).instant().flatMap(this::sensible);
    } catch (DateTimeException | NumberFormatException impossible) {
      return Optional.empty();
    }
  }

  /** The same instant, unless it cannot be when something was published. */
  public Optional<Instant> sensible(Instant instant) {
    boolean isSensible = instant.isAfter(EARLIEST) && instant.isBefore(clock.instant().plus(AHEAD));
    return isSensible ? Optional.of(instant) : Optional.empty();
  }
}
