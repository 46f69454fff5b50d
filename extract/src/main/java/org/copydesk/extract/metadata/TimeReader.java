package org.copydesk.extract.metadata;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.copydesk.extract.metadata.DateTokens.Kind;
import org.copydesk.extract.metadata.DateTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time of day beside a date. Zone abbreviations count only where they have one meaning in
 * the news; CST, IST and BST do not and leave the time local.
 */
final class TimeReader {
  private static final int REACH = 5;

  private static final Map<String, ZoneId> ZONES =
      Map.ofEntries(
          Map.entry("z", ZoneOffset.UTC),
          Map.entry("utc", ZoneOffset.UTC),
          Map.entry("gmt", ZoneOffset.UTC),
          Map.entry("est", ZoneOffset.ofHours(-5)),
          Map.entry("edt", ZoneOffset.ofHours(-4)),
          Map.entry("et", ZoneId.of("America/New_York")),
          Map.entry("cdt", ZoneOffset.ofHours(-5)),
          Map.entry("mst", ZoneOffset.ofHours(-7)),
          Map.entry("mdt", ZoneOffset.ofHours(-6)),
          Map.entry("pst", ZoneOffset.ofHours(-8)),
          Map.entry("pdt", ZoneOffset.ofHours(-7)),
          Map.entry("pt", ZoneId.of("America/Los_Angeles")),
          Map.entry("cet", ZoneOffset.ofHours(1)),
          Map.entry("cest", ZoneOffset.ofHours(2)),
          Map.entry("mez", ZoneOffset.ofHours(1)),
          Map.entry("mesz", ZoneOffset.ofHours(2)),
          Map.entry("eet", ZoneOffset.ofHours(2)),
          Map.entry("eest", ZoneOffset.ofHours(3)),
          Map.entry("msk", ZoneOffset.ofHours(3)),
          Map.entry("мск", ZoneOffset.ofHours(3)),
          Map.entry("jst", ZoneOffset.ofHours(9)),
          Map.entry("kst", ZoneOffset.ofHours(9)),
          Map.entry("wib", ZoneOffset.ofHours(7)),
          Map.entry("aest", ZoneOffset.ofHours(10)),
          Map.entry("aedt", ZoneOffset.ofHours(11)));

  private static final Set<String> MORNING = Set.of("am");
  private static final Set<String> EVENING = Set.of("pm");

  private TimeReader() {}

  /** A time of day, with its zone where it is said. */
  record Time(LocalTime clock, @Nullable ZoneId zone) {}

  /** The time that follows a date closely. */
  static @Nullable Time after(DateTokens tokens, int from) {
    int words = 0;
    for (int i = from; i < from + REACH && words <= 2; i++) {
      if (tokens.get(i).kind() == Kind.NUMBER) {
        return at(tokens, i);
      }
      boolean timeMark = tokens.get(i).text().equals("t") || tokens.get(i).kind() == Kind.SIGN;
      words += timeMark ? 0 : 1;
    }
    return null;
  }

  /** The time that stands closely before a date. */
  static @Nullable Time before(DateTokens tokens, int end) {
    for (int i = Math.max(0, end - 10); i < end; i++) {
      if (tokens.get(i).kind() == Kind.NUMBER) {
        Time time = at(tokens, i);
        if (time != null) {
          return time;
        }
      }
    }
    return null;
  }

  private static @Nullable Time at(DateTokens tokens, int i) {
    Token hour = tokens.get(i);
    if (!hour.isNumber(1, 2)) {
      return tokens.get(i - 1).text().equals("t") ? compact(hour, tokens, i + 1) : null;
    }
    Token sign = tokens.get(i + 1);
    Token minute = tokens.get(i + 2);
    if (isClockSign(sign) && minute.isNumber(2, 2)) {
      return withMinutes(tokens, i);
    }
    if (MORNING.contains(sign.text()) || EVENING.contains(sign.text())) {
      return clock(hour.value(), 0, 0, tokens, i + 1);
    }
    return null;
  }

  /** The digits behind the T of {@code 20260304T1015} and {@code 20260304T101500}. */
  private static @Nullable Time compact(Token digits, DateTokens tokens, int end) {
    int value = digits.value();
    return switch (digits.text().length()) {
      case 4 -> clock(value / 100, value % 100, 0, tokens, end);
      case 6 -> clock(value / 10_000, value / 100 % 100, value % 100, tokens, end);
      default -> null;
    };
  }

  private static boolean isClockSign(Token sign) {
    return sign.isSign(':')
        || sign.isSign('.')
        || sign.text().equals("h")
        || sign.isSign('時')
        || sign.isSign('时')
        || sign.isSign('시')
        || sign.isSign('：');
  }

  private static @Nullable Time withMinutes(DateTokens tokens, int i) {
    int end = i + 3;
    int second = 0;
    Token sign = tokens.get(end);
    if (sign.isSign(':') && tokens.get(end + 1).isNumber(2, 2)) {
      second = tokens.get(end + 1).value();
      end += 2;
    }
    if (tokens.get(end).isSign('.')
        && tokens.get(end + 1).isNumber(1, 9)
        && !tokens.get(end + 1).spaceBefore()) {
      end += 2;
    }
    return clock(tokens.get(i).value(), tokens.get(i + 2).value(), second, tokens, end);
  }

  private static @Nullable Time clock(
      int hour, int minute, int second, DateTokens tokens, int end) {
    int hourOfDay = hour;
    int at = end;
    if (hour <= 12
        && (MORNING.contains(tokens.get(at).text()) || EVENING.contains(tokens.get(at).text()))) {
      hourOfDay = hour % 12 + (EVENING.contains(tokens.get(at).text()) ? 12 : 0);
      at += tokens.get(at + 1).isSign('.') ? 2 : 1;
    }
    try {
      return new Time(LocalTime.of(hourOfDay, minute, Math.min(second, 59)), zone(tokens, at));
    } catch (DateTimeException e) {
      // Such as 27:80: not a time.
      return null;
    }
  }

  private static @Nullable ZoneId zone(DateTokens tokens, int i) {
    int at = tokens.get(i).isSign('(') || tokens.get(i).text().equals("uhr") ? i + 1 : i;
    Token token = tokens.get(at);
    ZoneId named = token.kind() == Kind.WORD ? ZONES.get(token.text()) : null;
    boolean mayFollow = named == null || named.equals(ZoneOffset.UTC);
    int signAt = named == null ? at : at + 1;
    Token sign = tokens.get(signAt);
    if (mayFollow
        && (sign.isSign('+') || sign.isSign('-') || sign.isSign('−'))
        && !tokens.get(signAt + 1).spaceBefore()) {
      ZoneOffset offset = offset(tokens, signAt);
      return offset == null ? named : offset;
    }
    return named;
  }

  private static @Nullable ZoneOffset offset(DateTokens tokens, int signAt) {
    Token digits = tokens.get(signAt + 1);
    int hours;
    int minutes = 0;
    if (digits.isNumber(4, 4)) {
      hours = digits.value() / 100;
      minutes = digits.value() % 100;
    } else if (digits.isNumber(1, 2)) {
      hours = digits.value();
      if (tokens.get(signAt + 2).isSign(':') && tokens.get(signAt + 3).isNumber(2, 2)) {
        minutes = tokens.get(signAt + 3).value();
      }
    } else {
      return null;
    }
    int sign = tokens.get(signAt).isSign('+') ? 1 : -1;
    boolean real = hours <= 14 && minutes < 60;
    return real ? ZoneOffset.ofTotalSeconds(sign * (hours * 3600 + minutes * 60)) : null;
  }
}
