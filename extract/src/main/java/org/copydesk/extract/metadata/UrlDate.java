package org.copydesk.extract.metadata;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.copydesk.extract.PublishedDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the day out of an address: {@code /2020/03/04/}, {@code /2020-03-04-}, {@code /20200304}.
 */
final class UrlDate {
  private static final int MAX_LENGTH = 500;

  private UrlDate() {}

  static @Nullable PublishedDate of(URI url) {
    String path = url.getPath();
    if (path == null || path.length() > MAX_LENGTH) {
      return null;
    }
    List<String> numbers = numbers(path);
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i);
      LocalDate day = null;
      if (number.length() == 8) {
        day = day(number.substring(0, 4), number.substring(4, 6), number.substring(6));
      } else if (number.length() == 4 && i + 2 < numbers.size()) {
        day = day(number, numbers.get(i + 1), numbers.get(i + 2));
      }
      if (day != null) {
        return new PublishedDate.Day(day);
      }
    }
    return null;
  }

  /** Runs of digits; an empty entry where more than one character stands between two. */
  private static List<String> numbers(String path) {
    List<String> numbers = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      int end = at;
      while (end < path.length() && path.charAt(end) >= '0' && path.charAt(end) <= '9') {
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
