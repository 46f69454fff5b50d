package org.copydesk.extract.metadata;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.metadata.DateTokens.Kind;
import org.copydesk.extract.metadata.DateTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first date in a short text: ISO 8601, RFC 822, epoch numbers in attributes, numeric
 * dates in the page's order, and dates with month names in some seventy languages, with the time
 * and zone that stand beside them. Reads what is written: no zone is added, no year guessed.
 * Immutable and thread-safe.
 */
final class DateReader {
  private static final int MAX_TEXT = 300;
  private static final int MAX_DATES = 4;
  private static final Set<String> FILLERS =
      Set.of(
          "de", "del", "of", "the", "st", "nd", "rd", "th", "er", "di", "le", "da", "den", "do",
          "d", "a", "г", "год", "года", "року", "gada", "m", "o");

  private final @Nullable String language;
  private final boolean dayFirst;

  /**
   * @param language the page's language, for month names that several languages share
   * @param dayFirst whether 3/4/2020 is the 3rd of April
   */
  DateReader(@Nullable String language, boolean dayFirst) {
    this.language = language;
    this.dayFirst = dayFirst;
  }

  /** The first date of a visible text. */
  Optional<PublishedDate> readText(String text) {
    return read(text, false);
  }

  /** The first date of an attribute or JSON-LD value, where bare numbers may be dates too. */
  Optional<PublishedDate> readValue(String text) {
    return read(text, true);
  }

  private Optional<PublishedDate> read(String text, boolean machine) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    DateTokens tokens = new DateTokens(bounded);
    for (int i = 0; i < tokens.size(); i++) {
      PublishedDate epoch = machine ? readBareNumber(tokens, i) : null;
      if (epoch != null) {
        return Optional.of(epoch);
      }
      Match match = matchAt(tokens, i);
      if (match != null) {
        return Optional.of(withTime(tokens, i, match, Integer.MAX_VALUE, true));
      }
    }
    return Optional.empty();
  }

  /**
   * A date and where it stands in the text, its time of day left aside.
   *
   * @param end the index behind the day
   */
  record Found(PublishedDate date, int start, int end) {}

  /** The dates of a visible text, at most {@value #MAX_DATES}; each with its own time. */
  List<Found> readAll(String text) {
    DateTokens tokens =
        new DateTokens(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    List<Integer> starts = new ArrayList<>();
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < tokens.size() && matches.size() < MAX_DATES; i++) {
      Match match = matchAt(tokens, i);
      if (match != null) {
        starts.add(i);
        matches.add(match);
        i = Math.max(i, match.end() - 1);
      }
    }
    List<Found> found = new ArrayList<>();
    for (int k = 0; k < matches.size(); k++) {
      Match match = matches.get(k);
      int limit = k + 1 < starts.size() ? starts.get(k + 1) : tokens.size();
      PublishedDate date = withTime(tokens, starts.get(k), match, limit, k == 0);
      Token last = tokens.get(Math.max(starts.get(k), match.end() - 1));
      found.add(new Found(date, tokens.get(starts.get(k)).start(), last.end()));
    }
    return found;
  }

  /** A day, and the index of the first token behind it. */
  private record Match(LocalDate day, int end) {}

  private @Nullable Match matchAt(DateTokens tokens, int i) {
    Token first = tokens.get(i);
    if (first.kind() == Kind.NUMBER) {
      Match match = first.text().length() == 4 ? yearFirst(tokens, i) : null;
      if (match == null && first.text().length() <= 2) {
        match = dayFirst(tokens, i);
      }
      return match;
    }
    if (first.kind() == Kind.WORD) {
      return monthFirst(tokens, i);
    }
    return first.isSign('令') || first.isSign('平') ? japaneseEra(tokens, i) : null;
  }

  private @Nullable Match yearFirst(DateTokens tokens, int i) {
    int year = tokens.get(i).value();
    Token sign = tokens.get(i + 1);
    if (isEastAsianUnit(sign, '年', '년')) {
      return eastAsian(tokens, i, year);
    }
    if (isSeparator(sign)
        && tokens.get(i + 2).isNumber(1, 2)
        && tokens.get(i + 3).isSign(sign.text().charAt(0))
        && tokens.get(i + 4).isNumber(1, 2)) {
      return match(year, tokens.get(i + 2).value(), tokens.get(i + 4).value(), i + 5);
    }
    int at = skipFillers(tokens, i + 1);
    Month month = monthAt(tokens, at);
    if (month != null) {
      int dayAt = skipFillers(tokens, month.end());
      return tokens.get(dayAt).isNumber(1, 2)
          ? match(year, month.number(), tokens.get(dayAt).value(), dayAt + 1)
          : null;
    }
    if (tokens.get(at).isNumber(1, 2) && at > i + 1) {
      Month after = monthAt(tokens, skipFillers(tokens, at + 1));
      return after == null
          ? null
          : match(year, after.number(), tokens.get(at).value(), after.end());
    }
    return null;
  }

  private @Nullable Match eastAsian(DateTokens tokens, int i, int year) {
    boolean complete =
        tokens.get(i + 2).isNumber(1, 2)
            && isEastAsianUnit(tokens.get(i + 3), '月', '월')
            && tokens.get(i + 4).isNumber(1, 2)
            && isEastAsianUnit(tokens.get(i + 5), '日', '일');
    return complete
        ? match(year, tokens.get(i + 2).value(), tokens.get(i + 4).value(), i + 6)
        : null;
  }

  private @Nullable Match japaneseEra(DateTokens tokens, int i) {
    int base = tokens.get(i).isSign('令') ? 2018 : 1988;
    boolean era = tokens.get(i + 1).isSign('和') || tokens.get(i + 1).isSign('成');
    if (!era || !tokens.get(i + 2).isNumber(1, 2) || !tokens.get(i + 3).isSign('年')) {
      return null;
    }
    return eastAsian(tokens, i + 2, base + tokens.get(i + 2).value());
  }

  private @Nullable Match dayFirst(DateTokens tokens, int i) {
    Token sign = tokens.get(i + 1);
    Token second = tokens.get(i + 2);
    if (isSeparator(sign)
        && second.isNumber(1, 2)
        && tokens.get(i + 3).isSign(sign.text().charAt(0))) {
      return numeric(tokens, i, sign.text().charAt(0));
    }
    int at = skipFillers(tokens, i + 1);
    if (tokens.get(at).text().equals("tháng") && tokens.get(at + 1).isNumber(1, 2)) {
      int yearAt = at + 2;
      while (yearAt < at + 4 && !tokens.get(yearAt).isNumber(4, 4)) {
        yearAt++;
      }
      return tokens.get(yearAt).isNumber(4, 4)
          ? match(
              tokens.get(yearAt).value(),
              tokens.get(at + 1).value(),
              tokens.get(i).value(),
              yearAt + 1)
          : null;
    }
    Month month = monthAt(tokens, at);
    if (month == null) {
      return null;
    }
    int yearAt = skipFillers(tokens, month.end());
    if (tokens.get(yearAt).isSign('\'') || tokens.get(yearAt).isSign('’')) {
      yearAt++;
    }
    Token year = tokens.get(yearAt);
    if (year.isNumber(4, 4)) {
      return match(year.value(), month.number(), tokens.get(i).value(), yearAt + 1);
    }
    boolean shortYear =
        year.isNumber(2, 2)
            && yearAt == month.end() + 1
            && isSeparator(sign)
            && !tokens.get(yearAt + 1).isSign(':');
    return shortYear
        ? match(2000 + year.value(), month.number(), tokens.get(i).value(), yearAt + 1)
        : null;
  }

  private @Nullable Match numeric(DateTokens tokens, int i, char sign) {
    Token last = tokens.get(i + 4);
    if (!last.isNumber(2, 2) && !last.isNumber(4, 4)) {
      return null;
    }
    if (last.text().length() == 2
        && (tokens.get(i + 5).isSign('.') && tokens.get(i + 6).kind() == Kind.NUMBER)) {
      return null;
    }
    int year = last.text().length() == 2 ? 2000 + last.value() : last.value();
    int first = tokens.get(i).value();
    int second = tokens.get(i + 2).value();
    boolean monthLeads =
        second > 12
            || (first <= 12 && sign == '/' && !dayFirst)
            || (first <= 12 && sign == '-' && !dayFirst);
    return monthLeads ? match(year, first, second, i + 5) : match(year, second, first, i + 5);
  }

  private @Nullable Match monthFirst(DateTokens tokens, int i) {
    Month month = monthAt(tokens, i);
    if (month == null) {
      return null;
    }
    int dayAt = skipFillers(tokens, month.end());
    Token day = tokens.get(dayAt);
    if (!day.isNumber(1, 2)) {
      return null;
    }
    int yearAt = skipFillers(tokens, dayAt + 1);
    Token year = tokens.get(yearAt);
    if (!year.isNumber(4, 4)) {
      return afterClock(tokens, yearAt, month.number(), day.value());
    }
    return match(year.value(), month.number(), day.value(), yearAt + 1);
  }

  /** The old Unix form: {@code Mar 3 10:00:00 GMT 2020}. */
  private @Nullable Match afterClock(DateTokens tokens, int at, int month, int day) {
    boolean clock =
        tokens.get(at).isNumber(2, 2)
            && tokens.get(at + 1).isSign(':')
            && tokens.get(at + 3).isSign(':');
    for (int i = at + 5; clock && i <= at + 8; i++) {
      if (tokens.get(i).isNumber(4, 4) && tokens.get(i).value() > 1990) {
        Match match = match(tokens.get(i).value(), month, day, at);
        return match;
      }
    }
    return null;
  }

  private record Month(int number, int end) {}

  private @Nullable Month monthAt(DateTokens tokens, int i) {
    Token word = tokens.get(i);
    if (word.kind() != Kind.WORD) {
      return null;
    }
    Token next = tokens.get(i + 1);
    if (next.kind() == Kind.WORD && MonthNames.get().beginsPair(word.text())) {
      int pair = MonthNames.get().of(word.text() + " " + next.text(), language);
      if (pair != 0) {
        return new Month(pair, i + 2);
      }
    }
    int number = MonthNames.get().of(word.text(), language);
    return number == 0 ? null : new Month(number, i + 1);
  }

  private static int skipFillers(DateTokens tokens, int from) {
    int at = from;
    while (at < from + 4 && isFiller(tokens.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isFiller(Token token) {
    return switch (token.kind()) {
      case NUMBER -> false;
      case WORD -> FILLERS.contains(token.text());
      case SIGN -> ".,-/ºª°،·|".indexOf(token.text().charAt(0)) >= 0;
    };
  }

  private static boolean isSeparator(Token token) {
    return token.isSign('-') || token.isSign('.') || token.isSign('/');
  }

  private static boolean isEastAsianUnit(Token token, char one, char other) {
    return token.isSign(one) || token.isSign(other);
  }

  /** A day of the web's years, from the calendar that its year and month show; else null. */
  private static @Nullable Match match(int year, int month, int day, int end) {
    try {
      if (month > MonthNames.JALALI || (year >= 1370 && year <= 1430)) {
        return new Match(JalaliCalendar.toGregorian(year, month % MonthNames.JALALI, day), end);
      }
      int common = year >= 2500 && year <= 2600 ? year - 543 : year;
      return common < 1980 || common > 2100
          ? null
          : new Match(LocalDate.of(common, month, day), end);
    } catch (DateTimeException e) {
      // Such as 31/04: not a date, the search goes on.
      return null;
    }
  }

  private static PublishedDate withTime(
      DateTokens tokens, int start, Match match, int limit, boolean mayPrecede) {
    TimeReader.Time time = TimeReader.after(tokens, match.end(), limit);
    if (time == null && mayPrecede) {
      time = TimeReader.before(tokens, start);
    }
    if (time == null) {
      return new PublishedDate.Day(match.day());
    }
    LocalDateTime local = LocalDateTime.of(match.day(), time.clock());
    ZoneId zone = time.zone();
    return zone == null
        ? new PublishedDate.Local(local)
        : new PublishedDate.Zoned(local.atZone(zone).toOffsetDateTime());
  }

  /**
   * {@code 20200303}, {@code 20200303T101500}, {@code 20200303101500}, epoch seconds or
   * milliseconds.
   */
  private static @Nullable PublishedDate readBareNumber(DateTokens tokens, int i) {
    Token token = tokens.get(i);
    if (token.kind() != Kind.NUMBER) {
      return null;
    }
    String digits = token.text();
    return switch (digits.length()) {
      case 8 -> compactDay(tokens, i);
      case 12, 14 -> compact(digits);
      case 10 -> digits.charAt(0) == '1' ? epoch(Long.parseLong(digits) * 1000) : null;
      case 13 ->
          digits.charAt(0) == '1' || digits.charAt(0) == '9' ? epoch(Long.parseLong(digits)) : null;
      default -> null;
    };
  }

  private static PublishedDate epoch(long milliseconds) {
    return new PublishedDate.Zoned(
        OffsetDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.UTC));
  }

  private static @Nullable PublishedDate compactDay(DateTokens tokens, int i) {
    String digits = tokens.get(i).text();
    Match match = match(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), i + 1);
    return match == null ? null : withTime(tokens, i, match, Integer.MAX_VALUE, true);
  }

  private static @Nullable PublishedDate compact(String digits) {
    Match match = match(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), 0);
    if (match == null) {
      return null;
    }
    int second = digits.length() == 14 ? number(digits, 12, 14) : 0;
    try {
      LocalTime clock = LocalTime.of(number(digits, 8, 10), number(digits, 10, 12), second);
      return new PublishedDate.Local(LocalDateTime.of(match.day(), clock));
    } catch (DateTimeException e) {
      // The digits behind the day are no time: some other number.
      return null;
    }
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }
}
