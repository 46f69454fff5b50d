package org.copydesk.extract.metadata;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.copydesk.extract.metadata.DateTokens.Kind;
import org.copydesk.extract.metadata.DateTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time of day beside a date. Zone abbreviations count only where they have one meaning in
 * the news; CST, IST and BST do not and leave the time local.
 */
final class TimeReader {
  private static final int REACH = 7;

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

  /** Halves of the day that are written as a word behind the time. */
  private static final Map<String, Half> HALVES =
      Map.ofEntries(
          Map.entry("am", Half.MORNING),
          Map.entry("pm", Half.EVENING),
          Map.entry("πμ", Half.MORNING),
          Map.entry("μμ", Half.EVENING),
          Map.entry("öö", Half.MORNING),
          Map.entry("ös", Half.EVENING),
          Map.entry("ص", Half.MORNING),
          Map.entry("صباحا", Half.MORNING),
          Map.entry("صباحاً", Half.MORNING),
          Map.entry("م", Half.EVENING),
          Map.entry("مساء", Half.EVENING),
          Map.entry("مساءً", Half.EVENING),
          Map.entry("قظ", Half.MORNING),
          Map.entry("بظ", Half.EVENING));

  /** Halves of the day in two characters before the time. */
  private static final Map<String, Half> PAIRS =
      Map.of(
          "오전", Half.MORNING,
          "오후", Half.EVENING,
          "上午", Half.MORNING,
          "下午", Half.EVENING,
          "午前", Half.MORNING,
          "午後", Half.EVENING,
          "凌晨", Half.MORNING,
          "早上", Half.MORNING,
          "晚上", Half.EVENING,
          "中午", Half.EVENING);

  private enum Half {
    MORNING,
    EVENING
  }

  private TimeReader() {}

  /** A time of day, with its zone where it is said. */
  record Time(LocalTime clock, @Nullable ZoneId zone) {}

  /**
   * The time that follows a date closely.
   *
   * @param limit the token at which something else begins
   */
  static @Nullable Time after(DateTokens tokens, int from, int limit) {
    int words = 0;
    for (int i = from; i < Math.min(limit, from + REACH) && words <= 2; i++) {
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
    if (isClockSign(sign)
        && (minute.isNumber(2, 2) || (minute.isNumber(1, 1) && isMinuteSign(tokens.get(i + 3))))) {
      return withMinutes(tokens, i);
    }
    boolean whole = isHourSign(sign) && minute.kind() != Kind.NUMBER;
    if (whole || sign.text().equals("am") || sign.text().equals("pm")) {
      return clock(hour.value(), 0, 0, tokens, i, i + 1);
    }
    return null;
  }

  /** The digits behind the T of {@code 20260304T1015} and {@code 20260304T101500}. */
  private static @Nullable Time compact(Token digits, DateTokens tokens, int end) {
    int value = digits.value();
    return switch (digits.text().length()) {
      case 4 -> clock(value / 100, value % 100, 0, tokens, end - 1, end);
      case 6 -> clock(value / 10_000, value / 100 % 100, value % 100, tokens, end - 1, end);
      default -> null;
    };
  }

  private static boolean isClockSign(Token sign) {
    return sign.isSign(':')
        || sign.isSign('.')
        || sign.text().equals("h")
        || isHourSign(sign)
        || sign.isSign('：');
  }

  private static boolean isHourSign(Token sign) {
    return sign.kind() == Kind.SIGN && "時时시点點".contains(sign.text());
  }

  private static boolean isMinuteSign(Token sign) {
    return sign.kind() == Kind.SIGN && "分분".contains(sign.text());
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
    return clock(tokens.get(i).value(), tokens.get(i + 2).value(), second, tokens, i, end);
  }

  private static @Nullable Time clock(
      int hour, int minute, int second, DateTokens tokens, int start, int end) {
    int at = hour <= 12 ? behindHalf(tokens, end) : end;
    Half half = at > end ? HALVES.get(halfWord(tokens, end)) : halfBefore(tokens, start);
    int hourOfDay = hour > 12 || half == null ? hour : hour % 12 + (half == Half.EVENING ? 12 : 0);
    try {
      return new Time(LocalTime.of(hourOfDay, minute, Math.min(second, 59)), zone(tokens, at));
    } catch (DateTimeException e) {
      // Such as 27:80: not a time.
      return null;
    }
  }

  /** The index behind a half of the day that stands at an index; the same where none does. */
  private static int behindHalf(DateTokens tokens, int at) {
    if (!HALVES.containsKey(halfWord(tokens, at))) {
      return at;
    }
    int end = isSpaced(tokens, at) ? at + 3 : at + 1;
    return tokens.get(end).isSign('.') ? end + 1 : end;
  }

  /** The word at an index; {@code pm} for the Spanish {@code p. m.}. */
  private static String halfWord(DateTokens tokens, int at) {
    return tokens.get(at).text() + (isSpaced(tokens, at) ? "m" : "");
  }

  private static boolean isSpaced(DateTokens tokens, int at) {
    return (tokens.get(at).text().equals("a") || tokens.get(at).text().equals("p"))
        && tokens.get(at + 1).isSign('.')
        && tokens.get(at + 2).text().equals("m");
  }

  /** {@code 오후 3:05}, {@code 下午3:05}, {@code PM 3:05}. */
  private static @Nullable Half halfBefore(DateTokens tokens, int start) {
    String word = tokens.get(start - 1).text();
    return word.equals("am") || word.equals("pm")
        ? HALVES.get(word)
        : PAIRS.get(tokens.get(start - 2).text() + word);
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
