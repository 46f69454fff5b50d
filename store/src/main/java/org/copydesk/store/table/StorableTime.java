package org.copydesk.store.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as PostgreSQL holds them: microseconds, and only the years 1 to 9999. It could hold others,
 * but takes the largest for "infinity" and refuses some with an error; no news is that old or new.
 */
public final class StorableTime {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private StorableTime() {}

  /** The time in microseconds; empty when it is outside the years that can be held. */
  public static Optional<Instant> of(@Nullable Instant time) {
    if (time == null || time.isBefore(FIRST) || time.isAfter(END)) {
      return Optional.empty();
    }
    return Optional.of(time.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * The moment of an ISO 8601 text, for sorting only: a time without an offset, and a day without a
   * time, are taken as UTC. Empty when it is none, or outside the years that can be held.
   */
  static Optional<Instant> ofIso8601(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return of(instant(text));
    } catch (DateTimeException e) {
      // The text itself is kept in its own column.
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    int time = text.indexOf('T');
    if (time < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return switch (parsed) {
      case OffsetDateTime zoned -> zoned.toInstant();
      default -> LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    };
  }
}
