package org.copydesk.extract.learned;

import org.copydesk.extract.metadata.MonthWords;
import org.copydesk.extract.text.SentenceEnd;
import org.copydesk.extract.text.WordCounter;

/**
 * What of a line is compared across pages: letters and digits, without case, spaces and
 * punctuation. In labels ("Views: 1,204", "Posted on 3 May") all numbers are one and all months are
 * one, because they differ from page to page in the same piece of furniture. In sentences they
 * stay: "The shares closed at 12 euros" says another thing each time.
 *
 * @param fingerprint 32 bits are enough: a line counts only when several of at most 64 pages have
 *     it, and a page has at most 64 lines
 * @param sentence whether it reads like one
 */
record LineForm(int fingerprint, boolean sentence) {
  /** Shorter lines that end in a full stop are labels: "Read 345 times." */
  private static final int SENTENCE_WORDS = 8;

  /** A line with fewer letters, such as a bullet or a score, is no line to learn. */
  private static final int LETTERS = 3;

  private static final char NUMBER = '0';
  private static final char MONTH = '1';

  static LineForm of(String line) {
    boolean sentence = SentenceEnd.is(line) && WordCounter.count(line) >= SENTENCE_WORDS;
    return new LineForm(sentence ? hash(letters(line)) : hash(labelled(line)), sentence);
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
        index = endOfNumber(line, index);
        appendOnce(form, NUMBER);
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

  /** Digits with what parts them: 1,204.50 and 20:15 are one number each. */
  private static int endOfNumber(String line, int start) {
    int end = start;
    for (int index = start; index < line.length(); index++) {
      char character = line.charAt(index);
      if (Character.isDigit(character)) {
        end = index + 1;
      } else if (".,:/-'’\u00A0\u202F".indexOf(character) < 0) {
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
