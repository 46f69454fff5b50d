package org.copydesk.extract.learned;

import org.copydesk.extract.metadata.MonthWords;
import org.copydesk.extract.text.SentenceEnd;
import org.copydesk.extract.text.WordCounter;

/**
 * What of a line is compared across pages: letters and digits, without case, spaces and
 * punctuation. In labels ("Views: 1,204", "Posted on 3 May") all numbers are one and all months are
 * one, because they differ from page to page in the same piece of furniture; so is the number in a
 * short sentence that counts ("So far 1,204 people have read this story."). In other sentences they
 * stay: "The shares closed at 12 euros on 3 May" says another thing each time. Scores of games stay
 * everywhere.
 *
 * @param fingerprint 32 bits are enough: a line counts only when several of at most 64 pages have
 *     it, and a page has at most 64 lines
 */
record LineForm(int fingerprint, Kind kind) {
  /** What a line reads like. */
  enum Kind {
    LABEL,
    /** A short sentence with one number, which is left out of account. */
    COUNT,
    SENTENCE
  }

  /** Shorter lines that end in a full stop are labels: "Read 345 times." */
  private static final int SENTENCE_WORDS = 8;

  /** A longer sentence with a number tells news. */
  private static final int COUNT_WORDS = 12;

  /** The teams' points have so many digits at most; and what can be a time of day is no score. */
  private static final int SCORE_DIGITS = 3;

  private static final int LAST_HOUR = 23;
  private static final int LAST_MINUTE = 59;

  /** A line with fewer letters, such as a bullet or a score, is no line to learn. */
  private static final int LETTERS = 3;

  private static final char NUMBER = '0';
  private static final char MONTH = '1';

  static LineForm of(String line) {
    int words = SentenceEnd.is(line) ? WordCounter.count(line) : 0;
    if (words > COUNT_WORDS) {
      return new LineForm(hash(letters(line)), Kind.SENTENCE);
    }
    String form = labelled(line);
    if (words < SENTENCE_WORDS) {
      return new LineForm(hash(form), Kind.LABEL);
    }
    return holdsOneNumber(form)
        ? new LineForm(hash(form), Kind.COUNT)
        : new LineForm(hash(letters(line)), Kind.SENTENCE);
  }

  private static boolean holdsOneNumber(String form) {
    int number = form.indexOf(NUMBER);
    return number >= 0 && number == form.lastIndexOf(NUMBER) && form.indexOf(MONTH) < 0;
  }

  static boolean isLine(String text) {
    return text.codePoints().filter(Character::isLetter).limit(LETTERS).count() == LETTERS;
  }

  private static String letters(String line) {
    StringBuilder letters = new StringBuilder(line.length());
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      if (Character.isLetterOrDigit(character) || Character.isSurrogate(character)) {
        letters.append(Character.toLowerCase(character));
      }
    }
    return letters.toString();
  }

  /** The letters, with each number and each month's name as one sign. */
  private static String labelled(String line) {
    boolean hasNumber = line.chars().anyMatch(Character::isDigit);
    if (!hasNumber) {
      return letters(line);
    }
    StringBuilder form = new StringBuilder(line.length());
    int index = 0;
    while (index < line.length()) {
      char character = line.charAt(index);
      if (Character.isDigit(character)) {
        int end = endOfNumber(line, index);
        appendNumber(form, line.substring(index, end));
        index = end;
      } else if (Character.isLetter(character)) {
        int end = endOfWord(line, index);
        appendWord(form, line.substring(index, end));
        index = end;
      } else {
        index++;
      }
    }
    return form.toString();
  }

  private static void appendNumber(StringBuilder form, String number) {
    if (isScore(number)) {
      form.append(number);
    } else {
      appendOnce(form, NUMBER);
    }
  }

  /** Whether a number is the result of a game: 3-1, 88–76, 3:1, but not 20:15. */
  private static boolean isScore(String number) {
    int sign = 0;
    while (sign < number.length() && Character.isDigit(number.charAt(sign))) {
      sign++;
    }
    String second = number.substring(Math.min(sign + 1, number.length()));
    boolean two =
        sign <= SCORE_DIGITS
            && !second.isEmpty()
            && second.length() <= SCORE_DIGITS
            && second.chars().allMatch(Character::isDigit);
    return two
        && switch (number.charAt(sign)) {
          case '-', '–' -> true;
          case ':' -> !isTime(number.substring(0, sign), second);
          default -> false;
        };
  }

  private static boolean isTime(String hour, String minute) {
    return minute.length() == 2
        && Integer.parseInt(hour) <= LAST_HOUR
        && Integer.parseInt(minute) <= LAST_MINUTE;
  }

  private static void appendWord(StringBuilder form, String word) {
    if (MonthWords.isMonth(word)) {
      appendOnce(form, MONTH);
    } else {
      form.append(letters(word));
    }
  }

  private static void appendOnce(StringBuilder form, char sign) {
    if (form.isEmpty() || form.charAt(form.length() - 1) != sign) {
      form.append(sign);
    }
  }

  /** Digits with what parts them: 1,204.50, 20:15 and 88–76 are one number each. */
  private static int endOfNumber(String line, int start) {
    int end = start;
    for (int index = start; index < line.length(); index++) {
      char character = line.charAt(index);
      if (Character.isDigit(character)) {
        end = index + 1;
      } else if (".,:/-–'’\u00A0\u202F".indexOf(character) < 0) {
        return end;
      }
    }
    return end;
  }

  private static int endOfWord(String line, int start) {
    int end = start;
    while (end < line.length() && Character.isLetter(line.charAt(end))) {
      end++;
    }
    return end;
  }

  /** FNV-1a in 64 bits with a final mix, its upper half. */
  private static int hash(String text) {
    return (int) (LongHash.of(text) >>> 32);
  }
}
