package org.copydesk.extract.phrase;

import org.copydesk.extract.text.SentenceEnd;
import org.copydesk.extract.text.WordCounter;

/** Tells sentences of articles from furniture that has the same words. */
final class ProseCheck {
  /** An everyday beginning counts up to so many characters, where the line is not mostly linked. */
  private static final int SHORT = 80;

  private static final double LINKED = 0.5;

  /** A finished sentence of more words is prose; with a comma in it, one of fewer is too. */
  private static final int SENTENCE = 12;

  private static final int CLAUSE = 5;

  /** What "(c)" folds to: the copyright sign of typewriters, or the third of some points. */
  private static final String TYPED_SIGN = "(c";

  /** A name has a small word at most: "reserved by The Example Post". */
  private static final int SMALL_WORDS = 1;

  private ProseCheck() {}

  /** Whether a line with an everyday beginning says more than the furniture that has it. */
  static boolean isProse(String line, double linked) {
    if (PhraseRules.fold(line).startsWith(TYPED_SIGN) && !isOwned(line)) {
      return true;
    }
    if (linked >= LINKED) {
      return false;
    }
    if (line.length() > SHORT) {
      return true;
    }
    int words = WordCounter.count(line);
    return SentenceEnd.is(line) && words > (line.indexOf(',') > 0 ? CLAUSE : SENTENCE);
  }

  /** A year or an owner's name follows the sign. */
  private static boolean isOwned(String line) {
    int index = line.indexOf(')') + 1;
    while (index < line.length() && !Character.isLetterOrDigit(line.charAt(index))) {
      index++;
    }
    return index < line.length() && !Character.isLowerCase(line.charAt(index));
  }

  /** Whether the words up to a gap are the beginning of the sentence that follows it. */
  static boolean goesOnAfter(String line, String folded, int gap) {
    return isOne(folded, gap)
        && smallWords(line, wordsBefore(folded, gap), Integer.MAX_VALUE) > SMALL_WORDS;
  }

  /** Whether the words behind a gap are the end of the sentence before it. */
  static boolean goesOnBefore(String line, String folded, int gap) {
    return isOne(folded, gap) && smallWords(line, 0, wordsBefore(folded, gap)) > SMALL_WORDS;
  }

  /** No sign but a comma parts both sides of a gap, and nothing says that a copyright is meant. */
  private static boolean isOne(String folded, int gap) {
    char before = folded.charAt(gap - 1);
    return (before == ',' || Character.isLetter(before))
        && Character.isLetter(folded.charAt(gap + 1))
        && folded.indexOf('©') < 0
        && !folded.contains("copyright");
  }

  private static int wordsBefore(String folded, int gap) {
    return 1 + (int) folded.chars().limit(gap).filter(sign -> sign == ' ').count();
  }

  /** How many of the words from one place to another begin with a letter that is no capital. */
  private static int smallWords(String line, int from, int to) {
    int small = 0;
    int word = -1;
    boolean begins = true;
    for (int index = 0; index < line.length() && word < to; index++) {
      char character = line.charAt(index);
      if (word < 0 && PhraseRules.isMargin(character)) {
        continue; // as folding leaves it out
      }
      if (PhraseRules.isGap(character)) {
        begins = true;
      } else if (begins) {
        begins = false;
        word++;
        boolean counts = word >= from && word < to && Character.isLetter(character);
        small += counts && !Character.isUpperCase(character) ? 1 : 0;
      }
    }
    return small;
  }
}
