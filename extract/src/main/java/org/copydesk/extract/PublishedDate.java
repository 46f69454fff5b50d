package org.copydesk.extract;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/**
 * A date exactly as far as the page knows it: nothing is guessed. An instant keeps the offset it
 * was published in, a time without a zone stays local, a day stays a day.
 */
public sealed interface PublishedDate {

  /** An instant, with the offset as published. */
  record Zoned(OffsetDateTime value) implements PublishedDate {
    public Zoned {
      Objects.requireNonNull(value, "value");
    }
  }

  /** A day and a time whose zone the page does not say. */
  record Local(LocalDateTime value) implements PublishedDate {
    public Local {
      Objects.requireNonNull(value, "value");
    }
  }

  /** A day alone. */
  record Day(LocalDate value) implements PublishedDate {
    public Day {
      Objects.requireNonNull(value, "value");
    }
  }

  /** The calendar day, as published. */
  default LocalDate day() {
    return switch (this) {
      case Zoned zoned -> zoned.value().toLocalDate();
      case Local local -> local.value().toLocalDate();
      case Day day -> day.value();
    };
  }

  /**
   * ISO 8601: {@code 2026-11-23T08:00:00+01:00}, {@code 2026-11-23T08:00:00}, {@code 2026-11-23}.
   */
  default String toIso8601() {
    return switch (this) {
      case Zoned zoned -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned.value());
      case Local local -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local.value());
      case Day day -> DateTimeFormatter.ISO_LOCAL_DATE.format(day.value());
    };
  }
}
