package org.copydesk.ingest.feed;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Months by their whole names and usual abbreviations in the languages that news are written in, as
 * Unicode's CLDR has them (out of the JDK). A name that means one month in one language and another
 * month in another (Croatian and Polish "lis") means neither where the language is not known. Read
 * at the first use, for English needs none of it.
 */
final class LocalMonths {

  private static final String LANGUAGES =
      "af am ar ar-LB az be bg bn bs ca cs da de el en es et eu fa fi fil fr fy ga gl gu he hi hr hu hy id is it"
          + " ja jv ka kk km kn lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro ru si sk sl so sq sr su sv sw"
          + " ta te th tr uk ur uz";

  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

  private static final int AMBIGUOUS = 0;

  private static final Map<String, Integer> MONTHS = months();

  private LocalMonths() {}

  /**
   * The month, 1 to 12, or 0 when the word is none or may be one of two.
   *
   * @param language of the word, as a language tag; empty when it is not known
   */
  static int month(String word, String language) {
    String name = folded(word);
    Integer month = MONTHS.get(name);
    if (month == null) {
      return 0;
    }
    return month == AMBIGUOUS ? namesIn(language).getOrDefault(name, AMBIGUOUS) : month;
  }

  /** Letters in lower case, without accents; the vowel signs of other scripts stay. */
  static String folded(String word) {
    String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder letters = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> Character.isLetter(c) || (isMark(c) && !isAccent(c)))
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAccent(int c) {
    return Character.UnicodeBlock.COMBINING_DIACRITICAL_MARKS.equals(Character.UnicodeBlock.of(c));
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (String language : LANGUAGES.split(" ", -1)) {
      namesIn(language).forEach((name, month) -> months.merge(name, month, LocalMonths::agreed));
    }
    // Of names that are numbers nothing is left.
    months.keySet().removeIf(name -> name.length() < 2);
    return Map.copyOf(months);
  }

  private static Map<String, Integer> namesIn(String language) {
    Map<String, Integer> names = new HashMap<>();
    // Many write it with the underscore of Java's and C's own names.
    Locale locale = Locale.forLanguageTag(language.strip().replace('_', '-'));
    for (Month month : Month.values()) {
      for (TextStyle style : STYLES) {
        String name = folded(month.getDisplayName(style, locale));
        names.merge(name, month.getValue(), LocalMonths::agreed);
      }
    }
    return names;
  }

  private static int agreed(int one, int other) {
    return one == other ? one : AMBIGUOUS;
  }
}
