package org.copydesk.extract.metadata;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dateline at the start of a first paragraph, in the forms that agencies and newspapers
 * use: {@code TASS/.}, {@code BERLIN (AFP) –}, {@code PARIS, 3 mars (Reuters) -}, {@code MOSCOW,
 * Dec 7 /TASS/.}, {@code Москва. 7 декабря. INTERFAX -}, {@code 新华社北京3月3日电}, {@code (서울=연합뉴스)}. A
 * dateline without an agency counts when its place is written in capitals: {@code LONDON —}.
 *
 * <p>Looks at the first {@value #REACH} characters only. Immutable and thread-safe.
 */
public final class DatelineParser {
  private static final int REACH = 140;
  private static final int MAX_PREFIX = 60;
  private static final int MAX_INSIDE = 60;
  private static final int MAX_WORDS = 9;
  private static final String OPENERS = "([（【〔/";
  private static final String CLOSERS = ")]）】〕/";
  private static final String ENDINGS = ".-–—―:=,،/";
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "de", "del", "la", "le", "of", "von", "am", "sur", "el", "al", "und", "and", "di", "da",
          "do", "dos", "et", "y", "e", "den", "der", "г", "года", "upon");

  private final Agencies agencies = Agencies.get();

  /**
   * The dateline of a text.
   *
   * @param language the text's language, for its month names; null when unknown
   */
  public Optional<Dateline> parse(String firstParagraph, @Nullable String language) {
    String head =
        firstParagraph.length() > REACH ? firstParagraph.substring(0, REACH) : firstParagraph;
    int start = 0;
    while (start < head.length() && MetadataText.isSpace(head.charAt(start))) {
      start++;
    }
    String text = head.substring(start);
    Dateline found = inBrackets(text, language);
    if (found == null) {
      found = bare(text, language);
    }
    if (found == null) {
      found = placeAlone(text, language);
    }
    return Optional.ofNullable(found);
  }

  /** {@code PARIS, 3 mars (Reuters) -}, {@code MOSCOW /TASS/.}, {@code (서울=연합뉴스)}. */
  private @Nullable Dateline inBrackets(String text, @Nullable String language) {
    int open = firstOf(text, OPENERS, MAX_PREFIX);
    if (open < 0) {
      return null;
    }
    char closer = CLOSERS.charAt(OPENERS.indexOf(text.charAt(open)));
    int close = text.indexOf(closer, open + 1);
    if (close < 0 || close - open > MAX_INSIDE) {
      return null;
    }
    String inside = text.substring(open + 1, close);
    String prefix = text.substring(0, open);
    String agency = agencyIn(inside);
    if (agency == null || !isPrefix(prefix, language)) {
      return null;
    }
    int end = endOfMarks(text, close + 1);
    if (end == close + 1 && !prefix.isBlank() && text.charAt(open) == '/') {
      return null;
    }
    String place = placeOf(prefix.isBlank() ? beforeSign(inside) : prefix);
    return prefix.isBlank() && place == null
        ? withPlaceBehind(text, end, agency, language)
        : dateline(text, place, agency, end);
  }

  /** {@code (ANSA) - ROMA, 12 MAR -}: the place follows the agency. */
  private Dateline withPlaceBehind(String text, int end, String agency, @Nullable String language) {
    int from = skipSpaces(text, end);
    Dateline behind = from < text.length() ? placeAlone(text.substring(from), language) : null;
    return behind == null
        ? dateline(text, null, agency, end)
        : dateline(text, behind.place(), agency, from + behind.span().length());
  }

  /** The agency that the text in brackets names, alone or beside a place or another agency. */
  private @Nullable String agencyIn(String inside) {
    String whole = agencies.named(inside);
    if (whole != null) {
      return whole;
    }
    int start = 0;
    for (int i = 0; i <= inside.length(); i++) {
      if (i == inside.length() || ",/;=&|".indexOf(inside.charAt(i)) >= 0) {
        String part = agencies.named(inside.substring(start, i));
        if (part != null) {
          return part;
        }
        start = i + 1;
      }
    }
    Agencies.Mention mention = agencies.firstIn(inside, inside.length());
    boolean eastAsian = mention != null && inside.charAt(mention.start()) >= '\u2e80';
    return mention != null && eastAsian ? mention.agency() : null;
  }

  private static String beforeSign(String inside) {
    int sign = inside.indexOf('=');
    return sign < 0 ? "" : inside.substring(0, sign);
  }

  /** {@code TASS/.}, {@code МОСКВА, 7 дек - РИА Новости.}, {@code 新华社北京3月3日电}. */
  private @Nullable Dateline bare(String text, @Nullable String language) {
    Agencies.Mention mention = agencies.firstIn(text, MAX_PREFIX);
    if (mention == null) {
      return null;
    }
    if (mention.start() == 0 && text.charAt(0) >= '\u2e80') {
      return chinese(text, mention);
    }
    String prefix = text.substring(0, mention.start());
    int end = endOfMarks(text, mention.end());
    String marks = text.substring(mention.end(), end).strip();
    boolean ends = marks.startsWith("/") || marks.startsWith(".") || isDash(marks);
    boolean apart = prefix.isBlank() || endsWithMark(prefix);
    boolean sentence = marks.equals(".") && prefix.isBlank();
    return ends && apart && !sentence && isPrefix(prefix, language)
        ? dateline(text, placeOf(prefix), mention.agency(), end)
        : null;
  }

  /** Agency, place and day up to the character for "wire", then often the reporter in brackets. */
  private static @Nullable Dateline chinese(String text, Agencies.Mention mention) {
    int wire = text.indexOf('电', mention.end());
    wire = wire < 0 ? text.indexOf('電', mention.end()) : wire;
    if (wire < 0 || wire > mention.end() + 30) {
      return null;
    }
    int end = wire + 1;
    int at = skipSpaces(text, end);
    if (at < text.length() && (text.charAt(at) == '（' || text.charAt(at) == '(')) {
      int close = text.indexOf(text.charAt(at) == '（' ? '）' : ')', at);
      end = close > 0 && close - at <= MAX_INSIDE ? close + 1 : end;
    }
    return dateline(text, placeOf(text.substring(mention.end(), wire)), mention.agency(), end);
  }

  /** {@code LONDON —}: capitals, then a dash. */
  private @Nullable Dateline placeAlone(String text, @Nullable String language) {
    int dash = -1;
    for (int i = 2; i < Math.min(text.length() - 1, MAX_PREFIX); i++) {
      char c = text.charAt(i);
      boolean spaced =
          MetadataText.isSpace(text.charAt(i - 1)) && MetadataText.isSpace(text.charAt(i + 1));
      if ((c == '—' || ((c == '–' || c == '-') && spaced)) && i + 1 < text.length()) {
        dash = i;
        break;
      }
    }
    if (dash < 0) {
      return null;
    }
    String prefix = text.substring(0, dash);
    String place = placeOf(prefix);
    boolean capitals = place != null && place.length() >= 3 && isCapitals(place);
    return capitals && isPrefix(prefix, language)
        ? dateline(text, place, null, endOfMarks(text, dash))
        : null;
  }

  private static boolean isCapitals(String place) {
    int letters = 0;
    for (int i = 0; i < place.length(); i++) {
      char c = place.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters += Character.isUpperCase(c) ? 1 : 0;
    }
    return letters >= 3;
  }

  /** Whether the text before an agency is but a place and a day. */
  private static boolean isPrefix(String prefix, @Nullable String language) {
    if (prefix.length() > MAX_PREFIX) {
      return false;
    }
    DateTokens tokens = new DateTokens(prefix);
    int words = 0;
    int uncased = 0;
    for (int i = 0; i < tokens.size(); i++) {
      DateTokens.Token token = tokens.get(i);
      if (token.kind() == DateTokens.Kind.WORD) {
        words++;
        int first = prefix.codePointAt(token.start());
        boolean cased = Character.isUpperCase(first) || Character.isLowerCase(first);
        uncased += cased ? 0 : 1;
        boolean small =
            SMALL_WORDS.contains(token.text()) || MonthNames.get().of(token.text(), language) != 0;
        if (Character.isLowerCase(first) && !small) {
          return false;
        }
      } else if (token.kind() == DateTokens.Kind.SIGN
          && "\"“”„«»?!;".indexOf(token.text().charAt(0)) >= 0) {
        return false;
      }
    }
    return words <= MAX_WORDS && uncased <= 5;
  }

  /** The words before the first comma, full stop, digit or dash. */
  private static @Nullable String placeOf(String prefix) {
    int end = 0;
    while (end < prefix.length()
        && ",.،-–—(/".indexOf(prefix.charAt(end)) < 0
        && !Character.isDigit(prefix.charAt(end))) {
      end++;
    }
    String place = prefix.substring(0, end).strip();
    String lower = place.toLowerCase(Locale.ROOT);
    return place.isEmpty() || MonthNames.get().of(lower, null) != 0 ? null : place;
  }

  private static Dateline dateline(
      String text, @Nullable String place, @Nullable String agency, int end) {
    return new Dateline(place, agency, text.substring(0, end).stripTrailing());
  }

  private static int firstOf(String text, String signs, int limit) {
    for (int i = 0; i < Math.min(text.length(), limit); i++) {
      if (signs.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** The index behind the dashes and full stops that follow; spaces between them count. */
  private static int endOfMarks(String text, int from) {
    int end = from;
    for (int i = from; i < text.length() && i < from + 6; i++) {
      if (ENDINGS.indexOf(text.charAt(i)) >= 0) {
        end = i + 1;
      } else if (!MetadataText.isSpace(text.charAt(i))) {
        break;
      }
    }
    return end;
  }

  private static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && MetadataText.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDash(String marks) {
    return !marks.isEmpty() && "-–—―=".indexOf(marks.charAt(0)) >= 0;
  }

  private static boolean endsWithMark(String prefix) {
    String end = prefix.stripTrailing();
    return !end.isEmpty() && ",.-–—/".indexOf(end.charAt(end.length() - 1)) >= 0;
  }
}
