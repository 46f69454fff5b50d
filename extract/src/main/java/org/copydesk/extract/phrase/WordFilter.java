package org.copydesk.extract.phrase;

import java.util.BitSet;
import java.util.Set;

/**
 * Tells most lines from phrases by their first and last words, without folding the whole line. Says
 * yes in doubt. Immutable, thread-safe.
 */
final class WordFilter {
  private static final int BITS = 1 << 14;

  /** A word that is not plain ASCII: the line has to be looked at. */
  private static final int UNKNOWN = -1;

  private final BitSet firstWords = new BitSet(BITS);
  private final BitSet lastWords = new BitSet(BITS);

  /** The words are folded as phrases are. */
  WordFilter(Set<String> first, Set<String> last) {
    first.forEach(word -> add(firstWords, hashOf(word, 0, word.length())));
    last.forEach(word -> add(lastWords, hashOf(word, 0, word.length())));
  }

  private static void add(BitSet words, int hash) {
    if (hash != UNKNOWN) {
      words.set(hash);
    }
  }

  /** Whether a line may be one of the phrases. */
  boolean mayHold(String line) {
    return isIn(firstWords, firstHash(line)) || isIn(lastWords, lastHash(line));
  }

  private static boolean isIn(BitSet words, int hash) {
    return hash == UNKNOWN || words.get(hash);
  }

  private static int firstHash(String line) {
    int start = 0;
    while (start < line.length() && PhraseRules.isMargin(line.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < line.length() && !PhraseRules.isGap(line.charAt(end))) {
      end++;
    }
    return hashOf(line, start, withoutMargin(line, start, end));
  }

  private static int lastHash(String line) {
    int end = withoutMargin(line, 0, line.length());
    int start = end;
    while (start > 0 && !PhraseRules.isGap(line.charAt(start - 1))) {
      start--;
    }
    while (start < end && PhraseRules.isMargin(line.charAt(start))) {
      start++;
    }
    return hashOf(line, start, end);
  }

  private static int withoutMargin(String line, int start, int from) {
    int end = from;
    while (end > start && PhraseRules.isMargin(line.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int hashOf(String text, int start, int end) {
    int hash = 0;
    for (int index = start; index < end; index++) {
      char letter = text.charAt(index);
      if (letter >= 0x80) {
        return UNKNOWN;
      }
      boolean upper = letter >= 'A' && letter <= 'Z';
      hash = hash * 31 + (upper ? letter | 0x20 : letter);
    }
    return (hash ^ hash >>> 14) & BITS - 1;
  }
}
