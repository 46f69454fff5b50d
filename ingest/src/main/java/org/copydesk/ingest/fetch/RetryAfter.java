package org.copydesk.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Retry-After header: seconds or a date (RFC 9110 section 10.2.3), clamped to a range. */
public final class RetryAfter {

  private static final Duration LEAST = Duration.ofSeconds(1);

  /** RFC 9110 section 5.6.7: the form of today and the two old ones. */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          form("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
          form("EEE MMM ppd HH:mm:ss uuuu"));

  private RetryAfter() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

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
    return DATES.stream()
        .flatMap(form -> instant(form, value).stream())
        .findFirst()
        .map(until -> Duration.between(clock.instant(), until));
  }

  private static Optional<Instant> instant(DateTimeFormatter form, String value) {
    try {
      return Optional.of(form.parse(value, Instant::from));
    } catch (DateTimeParseException otherForm) {
      return Optional.empty();
    }
  }
}
