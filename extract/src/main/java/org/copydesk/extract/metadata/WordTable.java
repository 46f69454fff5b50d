package org.copydesk.extract.metadata;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words and the languages that have them, to be found by a hash that is counted up letter by
 * letter. The hash has 64 bits and is all that is compared. Immutable and thread-safe.
 */
final class WordTable {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /**
   * A word or letter: the numbers of the languages that have it, and what it counts for each, 1/√n
   * for n of them.
   */
  record Entry(long hash, List<Integer> languages, BitSet set, double weight) {
    boolean isIn(int language) {
      return set.get(language);
    }
  }

  private final @Nullable Entry[] entries;

  WordTable(Map<String, List<Integer>> words) {
    entries = new @Nullable Entry[Integer.highestOneBit(Math.max(1, words.size())) * 4];
    words.forEach(this::put);
  }

  private void put(String word, List<Integer> languages) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    BitSet set = new BitSet();
    languages.forEach(set::set);
    double weight = 1 / Math.sqrt(Math.max(1, languages.size()));
    entries[place(hash)] = new Entry(hash, List.copyOf(languages), set, weight);
  }

  /** The hash of a word with one more letter; an empty word has 0. */
  static long hash(long hash, char letter) {
    return (hash + letter) * FACTOR ^ hash >>> 29;
  }

  @Nullable Entry find(long hash) {
    return entries[place(hash)];
  }

  /** Where a hash lies, or would lie. */
  private int place(long hash) {
    int place = (int) (hash >>> 40) & entries.length - 1;
    for (Entry at = entries[place]; at != null && at.hash() != hash; at = entries[place]) {
      place = place + 1 & entries.length - 1;
    }
    return place;
  }
}
