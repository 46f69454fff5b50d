package org.copydesk.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write and read them. */
final class TimeText {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private TimeText() {}

  /** In the machine's own zone. */
  static String shown(Instant time) {
    return SHOWN.format(time);
  }

  /** A duration in its largest unit that says enough: {@code 45 s}, {@code 12 min}, {@code 3 h}. */
  static String shown(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** Reads a moment: {@code 2026-11-23T08:00:00Z}, {@code 2026-11-23}, or {@code 2h} ago. */
  static final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return ago(text)
          .or(() -> instant(text))
          .or(() -> day(text))
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is no time such as 2h, 2026-11-23 or 2026-11-23T08:00:00Z"));
    }

    private static Optional<Instant> ago(String text) {
      if (!text.matches("[0-9]{1,6}[smhd]")) {
        return Optional.empty();
      }
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration unit =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
          };
      return Optional.of(Instant.now().minus(unit.multipliedBy(number)));
    }

    private static Optional<Instant> instant(String text) {
      try {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    private static Optional<Instant> day(String text) {
      try {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }
}
