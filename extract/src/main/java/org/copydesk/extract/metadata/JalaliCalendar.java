package org.copydesk.extract.metadata;

import java.time.LocalDate;

/**
 * Days of the Iranian calendar, by the 33-year rule (8 leap years in 33), which agrees with the
 * astronomical calendar for the years of the web.
 */
final class JalaliCalendar {
  private static final LocalDate NEW_YEAR_1375 = LocalDate.of(1996, 3, 20);

  private JalaliCalendar() {}

  static LocalDate toGregorian(int year, int month, int day) {
    long days = day - 1L + (month <= 7 ? (month - 1) * 31L : 186 + (month - 7) * 30L);
    return NEW_YEAR_1375.plusDays(daysBefore(year) - daysBefore(1375) + days);
  }

  private static long daysBefore(int year) {
    return 365L * year + Math.floorDiv(8L * year + 21, 33);
  }
}
