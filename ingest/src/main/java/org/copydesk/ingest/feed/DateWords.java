package org.copydesk.ingest.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A date's words sorted by what they look like (a time, a zone, a month's name, numbers), because
 * feeds put them in every order. One object reads one text.
 */
final class DateWords {

  private final List<Integer> numbers = new ArrayList<>();
  private final boolean isDayFirst;
  private int month;
  private LocalTime time = LocalTime.MIDNIGHT;
  private ZoneOffset zone = ZoneOffset.UTC;

  private DateWords(boolean isDayFirst) {
    this.isDayFirst = isDayFirst;
  }

  /**
   * Sorts the words of a text.
   *
   * @throws NumberFormatException when a number is none
   * @throws java.time.DateTimeException when a time or a zone is impossible
   */
  static DateWords read(String text) {
    // Day.month.year is written with dots only where the day comes first.
    DateWords words = new DateWords(text.indexOf('.') > 0 && text.indexOf('.') < 3);
    StringTokenizer tokens = new StringTokenizer(separated(text), " \t\r\n,()\u00a0\u202f");
    while (tokens.hasMoreTokens()) {
      words.sort(tokens.nextToken());
    }
    return words;
  }

  /** When all words together name one moment. */
  Optional<Instant> instant() {
    return day().map(day -> OffsetDateTime.of(day, time, zone).toInstant());
  }

  /** The T between an ISO date and its time becomes a space. */
  private static String separated(String text) {
    int at = text.indexOf('T');
    boolean isIso = at > 7 && isDigit(text.charAt(at - 1));
    return isIso ? text.substring(0, at) + " " + text.substring(at + 1) : text;
  }

  private void sort(String word) {
    char first = word.charAt(0);
    if (word.indexOf(':') > 0 && isDigit(first)) {
      time(word);
    } else if ((first == '+' || first == '-') && word.length() > 1) {
      zone = Zones.offset(word);
    } else if (isDigit(first)) {
      numbers(word);
    } else {
      name(word);
    }
  }

  /** {@code 08:00}, {@code 08:00:00.123}, with or without a zone behind it. */
  private void time(String word) {
    int end = 0;
    while (end < word.length()
        && (isDigit(word.charAt(end)) || ":.".indexOf(word.charAt(end)) >= 0)) {
      end++;
    }
    if (end < word.length()) {
      zone = Zones.offset(word.substring(end));
    }
    String[] parts = word.substring(0, end).split("[:.]", 5);
    int second = parts.length > 2 ? Math.min(59, Integer.parseInt(parts[2])) : 0;
    int hour = Integer.parseInt(parts[0]);
    time = LocalTime.of(hour == 24 ? 0 : hour, Integer.parseInt(parts[1]), second);
  }

  /** {@code 23}, {@code 23.}, {@code 2026-11-23}, {@code 23-Nov-2026}, {@code 20261123}. */
  private void numbers(String word) {
    if (word.length() == 8 && word.chars().allMatch(c -> isDigit((char) c))) {
      numbers.add(Integer.parseInt(word.substring(0, 4)));
      numbers.add(Integer.parseInt(word.substring(4, 6)));
      numbers.add(Integer.parseInt(word.substring(6)));
      return;
    }
    StringTokenizer parts = new StringTokenizer(word, "-/.");
    while (parts.hasMoreTokens()) {
      String part = parts.nextToken();
      if (isDigit(part.charAt(0))) {
        numbers.add(Integer.parseInt(withoutOrdinal(part)));
      } else {
        name(part);
      }
    }
  }

  private static String withoutOrdinal(String number) {
    int end = 0;
    while (end < number.length() && isDigit(number.charAt(end))) {
      end++;
    }
    return number.substring(0, end);
  }

  /** A month or a zone; weekdays and words like "of" mean nothing here. */
  private void name(String word) {
    int named = MonthNames.month(word);
    if (named > 0 && month == 0) {
      month = named;
    } else if (Zones.isName(word)) {
      zone = Zones.offset(word);
    } else if (word.equalsIgnoreCase("pm") && time.getHour() < 12) {
      time = time.plusHours(12);
    }
  }

  private Optional<LocalDate> day() {
    if (month > 0 && numbers.size() >= 2) {
      boolean isYearFirst = numbers.get(0) > 31;
      return Optional.of(
          LocalDate.of(
              year(numbers.get(isYearFirst ? 0 : 1)), month, numbers.get(isYearFirst ? 1 : 0)));
    }
    if (numbers.isEmpty() || month > 0) {
      return Optional.empty();
    }
    return numbers.get(0) > 999 ? yearFirst() : yearLast();
  }

  private Optional<LocalDate> yearFirst() {
    int monthOfYear = numbers.size() > 1 ? numbers.get(1) : 1;
    int dayOfMonth = numbers.size() > 2 ? numbers.get(2) : 1;
    return Optional.of(LocalDate.of(numbers.get(0), monthOfYear, dayOfMonth));
  }

  /** Without a name for the month only a number above twelve tells the day. */
  private Optional<LocalDate> yearLast() {
    if (numbers.size() < 3) {
      return Optional.empty();
    }
    int first = numbers.get(0);
    int second = numbers.get(1);
    int year = year(numbers.get(2));
    if (isDayFirst || first > 12) {
      return Optional.of(LocalDate.of(year, second, first));
    }
    return second > 12 || first == second
        ? Optional.of(LocalDate.of(year, first, second))
        : Optional.empty();
  }

  /** RFC 2822 section 4.3: two digits below 50 are of this century. */
  private static int year(int written) {
    return written >= 1000 ? written : written < 50 ? 2000 + written : 1900 + written;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
