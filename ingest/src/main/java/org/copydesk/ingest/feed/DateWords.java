package org.copydesk.ingest.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A date's words sorted by what they look like (a time, a zone, a month's name, numbers), because
 * feeds put them in every order. A time in a zone that nobody knows is left out: the day remains.
 * One object reads one text.
 */
final class DateWords {

  /** "de", "of" between day and month. */
  private static final int LONGEST_PARTICLE = 2;

  private static final int LAST_DAY = 31;

  private static final int BUDDHIST_ERA = 543;

  private final List<Integer> numbers = new ArrayList<>();
  private final boolean isDayFirst;
  private final String language;
  private int month;
  private boolean isMonthCertain;
  private boolean isMonthUnknown;
  private boolean hasJoinedNumbers;
  private boolean hasTime;
  private boolean isNextDay;
  private LocalTime time = LocalTime.MIDNIGHT;
  private ZoneId zone = ZoneOffset.UTC;

  private DateWords(boolean isDayFirst, String language) {
    this.isDayFirst = isDayFirst;
    this.language = language;
  }

  /**
   * Sorts the words of a text.
   *
   * @param language of the text, as a language tag; empty when it is not known
   * @throws NumberFormatException when a number is none
   * @throws java.time.DateTimeException when a time or a zone is impossible
   */
  static DateWords read(String text, String language) {
    // Day.month.year is written with dots only where the day comes first.
    DateWords words = new DateWords(text.indexOf('.') > 0 && text.indexOf('.') < 3, language);
    StringTokenizer tokens =
        new StringTokenizer(DateText.plain(text), " \t\r\n,\u060c()[]\u00a0\u202f");
    while (tokens.hasMoreTokens()) {
      words.sort(tokens.nextToken());
    }
    return words;
  }

  /** When all words together name one moment. */
  Optional<Instant> instant() {
    return day()
        .map(day -> isNextDay ? day.plusDays(1) : day)
        .map(day -> ZonedDateTime.of(day, time, zone).toInstant());
  }

  private void sort(String word) {
    char first = word.charAt(0);
    if (word.indexOf(':') > 0 && isDigit(first)) {
      time(word);
    } else if ((first == '+' || first == '-') && word.length() > 1) {
      zone = Zones.zone(word);
    } else if (isDigit(first)) {
      digits(word);
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
    String[] parts = word.substring(0, end).split("[:.]", 5);
    if (parts.length < 2) {
      throw new DateTimeException("no time: " + word);
    }
    int second = parts.length > 2 ? Math.min(59, Integer.parseInt(parts[2])) : 0;
    int hour = Integer.parseInt(parts[0]);
    time = LocalTime.of(hour == 24 ? 0 : hour, Integer.parseInt(parts[1]), second);
    isNextDay = hour == 24;
    hasTime = true;
    if (end < word.length()) {
      sort(word.substring(end));
    }
  }

  /**
   * Numbers, the hour of {@code 10am}, the time of {@code 20261123T100000Z} or of a dotted clock.
   */
  private void digits(String word) {
    int end = endOfDigits(word);
    String rest = word.substring(end);
    if (isDottedTime(word)) {
      time(word);
    } else if (end == 14 && rest.isEmpty()) {
      numbers(word.substring(0, 8));
      digits(word.substring(8));
    } else if (isMeridiem(rest)) {
      numbers.add(Integer.parseInt(word.substring(0, end)));
      meridiem(rest);
    } else if (hasJoinedNumbers && numbers.size() == 3 && (end == 4 || end == 6)) {
      String second = end == 6 ? ":" + word.substring(4, 6) : "";
      time(word.substring(0, 2) + ":" + word.substring(2, 4) + second + rest);
    } else {
      numbers(word);
    }
  }

  /** {@code 10.30} or {@code 10.30.00} behind a whole day. */
  private boolean isDottedTime(String word) {
    boolean isDayKnown = numbers.size() >= (month > 0 ? 2 : 3);
    return isDayKnown && !hasTime && word.matches("[0-9]{1,2}\\.[0-9]{2}(\\.[0-9]{2})?");
  }

  /** {@code 23}, {@code 23.}, {@code 2026-11-23}, {@code 23-Nov-2026}, {@code 20261123}. */
  private void numbers(String word) {
    if (word.length() == 8 && endOfDigits(word) == 8) {
      numbers.add(number(word.substring(0, 4)));
      numbers.add(number(word.substring(4, 6)));
      numbers.add(number(word.substring(6)));
      hasJoinedNumbers = true;
      return;
    }
    int before = numbers.size();
    StringTokenizer parts = new StringTokenizer(word, "-/.");
    while (parts.hasMoreTokens()) {
      String part = parts.nextToken();
      if (isDigit(part.charAt(0))) {
        // Behind the digits may stand an ordinal's ending.
        numbers.add(number(part.substring(0, endOfDigits(part))));
      } else if (MonthNames.month(part, language) > 0) {
        name(part);
      } else {
        throw new DateTimeException("neither number nor month: " + part);
      }
    }
    int joined = numbers.size() - before;
    hasJoinedNumbers |= joined > (month == 0 ? 1 : 2);
  }

  /** Four digits are a year, and 0001 is a date that was never set. */
  private static int number(String digits) {
    int number = Integer.parseInt(digits);
    if (digits.length() > 3 && number < 1000) {
      throw new DateTimeException("no year: " + digits);
    }
    return number;
  }

  private static int endOfDigits(String word) {
    int end = 0;
    while (end < word.length() && isDigit(word.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A month or a zone; weekdays and words like "of" mean nothing here. */
  private void name(String word) {
    if (isMeridiem(word)) {
      meridiem(word);
    } else if (Zones.isName(word)) {
      zone = Zones.zone(word);
    } else if (hasTime && Zones.looksLikeOne(word)) {
      time = LocalTime.MIDNIGHT;
    } else {
      month(MonthNames.month(word, language), word);
    }
  }

  /**
   * Weekdays begin like months ("mardi", "Paz"). The month is the name behind the day's number;
   * without such a one it is the last, as weekdays stand first; but when the name behind the number
   * is of no language that we know, there is none.
   */
  private void month(int named, String word) {
    if (named > 0 && !isMonthCertain) {
      month = named;
      isMonthCertain = numbers.size() == 1;
    } else if (named == 0 && isBehindDay() && word.length() > LONGEST_PARTICLE) {
      isMonthUnknown = true;
    }
  }

  private boolean isBehindDay() {
    return numbers.size() == 1 && numbers.getFirst() <= LAST_DAY;
  }

  private static boolean isMeridiem(String word) {
    return word.equalsIgnoreCase("am") || word.equalsIgnoreCase("pm");
  }

  /** Without a time before it the last number was the hour; the German "am" has neither. */
  private void meridiem(String word) {
    if (!hasTime && !numbers.isEmpty()) {
      time = LocalTime.of(numbers.removeLast(), 0);
      hasTime = true;
    }
    boolean isMorning = word.equalsIgnoreCase("am");
    if (hasTime && (isMorning ? time.getHour() == 12 : time.getHour() < 12)) {
      time = time.plusHours(12);
    }
  }

  private Optional<LocalDate> day() {
    if (isMonthUnknown && !isMonthCertain) {
      return Optional.empty();
    }
    boolean isInNumbers = hasJoinedNumbers && numbers.size() > 2;
    if (month > 0 && numbers.size() >= 2 && !isInNumbers) {
      boolean isYearFirst = numbers.get(0) > LAST_DAY;
      return Optional.of(
          LocalDate.of(
              year(numbers.get(isYearFirst ? 0 : 1)), month, numbers.get(isYearFirst ? 1 : 0)));
    }
    if (numbers.isEmpty() || (month > 0 && !isInNumbers)) {
      return Optional.empty();
    }
    return numbers.get(0) > 999 ? yearFirst() : yearLast();
  }

  /** A year and another number are a month only when written as one: 2026-11. */
  private Optional<LocalDate> yearFirst() {
    if (numbers.size() < 2 || (numbers.size() == 2 && !hasJoinedNumbers)) {
      return Optional.empty();
    }
    int dayOfMonth = numbers.size() > 2 ? numbers.get(2) : 1;
    return Optional.of(LocalDate.of(numbers.get(0), numbers.get(1), dayOfMonth));
  }

  /** Without a name for the month only a number above twelve tells the day. */
  private Optional<LocalDate> yearLast() {
    if (numbers.size() < 3 || (numbers.size() > 3 && numbers.get(2) < 1000)) {
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

  /** RFC 2822 section 4.3: two digits below 50 are of this century. Thailand counts from Buddha. */
  private static int year(int written) {
    if (written > 2500) {
      return written - BUDDHIST_ERA;
    }
    return written >= 1000 ? written : written < 50 ? 2000 + written : 1900 + written;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
