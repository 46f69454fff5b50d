package org.copydesk.extract.metadata;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.copydesk.extract.PublishedDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the day out of an address: {@code /2020/03/04/}, {@code /2020/mar/04/}, {@code
 * /2020-03-04-}, {@code /20200304}, {@code /24-03-2020}.
 */
final class UrlDate {
  private static final int MAX_LENGTH = 500;

  private UrlDate() {}

  static @Nullable PublishedDate of(URI url) {
    String path = url.getPath();
    if (path == null || path.length() > MAX_LENGTH) {
      return null;
    }
    List<String> numbers = numbers(withMonthNumber(path));
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i);
      LocalDate day = null;
      if (number.length() == 8) {
        day = day(number.substring(0, 4), number.substring(4, 6), number.substring(6));
      } else if (number.length() == 4 && i + 2 < numbers.size()) {
        day = day(number, numbers.get(i + 1), numbers.get(i + 2));
      } else if (isDay(number) && i + 2 < numbers.size() && numbers.get(i + 2).length() == 4) {
        day = day(numbers.get(i + 2), numbers.get(i + 1), number);
      }
      if (day != null) {
        return new PublishedDate.Day(day);
      }
    }
    return null;
  }

  /** Two digits that can be a day and not a month. */
  private static boolean isDay(String number) {
    return number.length() == 2 && number.compareTo("12") > 0 && number.compareTo("31") <= 0;
  }

  /** {@code /2024/mar/03/} and {@code /2024/march/03/} as {@code /2024/3/03/}. */
  private static String withMonthNumber(String path) {
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      int end = path.indexOf('/', i + 1);
      boolean digits = i > 0 && isDigit(path.charAt(i - 1));
      if (digits && end - i > 3 && end - i <= 10 && !isDigit(path.charAt(i + 1))) {
        String name = path.substring(i + 1, end).toLowerCase(Locale.ROOT);
        int month = MonthNames.get().of(name, "en");
        if (month > 0 && month <= 12) {
          return path.substring(0, i + 1) + month + path.substring(end);
        }
      }
    }
    return path;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Runs of digits; an empty entry where more than one character stands between two. */
  private static List<String> numbers(String path) {
    List<String> numbers = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      int end = at;
      while (end < path.length() && isDigit(path.charAt(end))) {
        end++;
      }
      if (end > at) {
        numbers.add(path.substring(at, end));
        at = end + 1;
      } else {
        numbers.add("");
        at++;
      }
    }
    return numbers;
  }

  private static @Nullable LocalDate day(String year, String month, String day) {
    if (month.isEmpty() || day.isEmpty() || month.length() > 2 || day.length() > 2) {
      return null;
    }
    int y = Integer.parseInt(year);
    if (y < 1995 || y > 2100) {
      return null;
    }
    try {
      return LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      // Digits of some other kind.
      return null;
    }
  }
}
