package org.copydesk.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The Retry-After header: seconds or a date (RFC 9110 section 10.2.3), clamped to a range. */
public final class RetryAfter {

  private static final Duration LEAST = Duration.ofSeconds(1);

  private RetryAfter() {}

  /**
   * How long to wait, at least a second and at most the bound, or empty when the header is missing
   * or says nothing usable.
   */
  public static Optional<Duration> parse(ResponseHead head, Duration atMost, Clock clock) {
    return head.first("retry-after")
        .map(String::strip)
        .flatMap(value -> seconds(value).or(() -> date(value, clock)))
        .map(
            wait -> wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(atMost) > 0 ? atMost : wait);
  }

  private static Optional<Duration> seconds(String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    // Eighteen digits fit a long; the clamp does the rest.
    String digits = value.length() > 18 ? value.substring(0, 18) : value;
    return Optional.of(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Optional<Duration> date(String value, Clock clock) {
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), until));
    } catch (DateTimeParseException garbage) {
      return Optional.empty();
    }
  }
}
