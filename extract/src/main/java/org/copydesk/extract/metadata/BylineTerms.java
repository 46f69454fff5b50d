package org.copydesk.extract.metadata;

import java.util.Locale;

/** Tells a line that signs a text from one that says something of its author. Thread-safe. */
public final class BylineTerms {
  private static final String QUOTES = "“”„«»\"";

  private BylineTerms() {}

  /**
   * Whether a line that holds the author's name may be a byline: all else in it is written like a
   * name or a place, or is a word of bylines, a job, or a date.
   */
  public static boolean isByline(String line) {
    if (line.chars().anyMatch(sign -> QUOTES.indexOf(sign) >= 0)) {
      return false;
    }
    boolean bareNumber = false;
    boolean dated = false;
    for (String word : line.split("[\\s,|/()–—·•-]+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      char first = word.charAt(0);
      boolean date = isDatePart(word);
      dated |= date;
      bareNumber |= Character.isDigit(first) && !date;
      if (Character.isLowerCase(first) && !date && !isTerm(word)) {
        return false;
      }
    }
    return dated || !bareNumber;
  }

  /** A month, a year, a clock time or a date in figures. */
  private static boolean isDatePart(String word) {
    return Character.isDigit(word.charAt(0)) ? word.length() >= 4 : MonthWords.isMonth(bare(word));
  }

  private static boolean isTerm(String word) {
    String bare = bare(word).toLowerCase(Locale.ROOT);
    return bare.isEmpty()
        || bare.length() <= 2
        || bare.indexOf('@') > 0
        || BylineWords.get().isKnown(bare);
  }

  private static String bare(String word) {
    int end = word.length();
    while (end > 0 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }
}
