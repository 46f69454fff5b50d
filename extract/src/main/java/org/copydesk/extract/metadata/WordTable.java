package org.copydesk.extract.metadata;

import java.util.List;
import java.util.Map;

/**
 * Words and the languages that have them, to be found by a hash that is counted up letter by
 * letter. The hash has 64 bits and is all that is compared. Lies in few arrays, because each word
 * of a text is looked for in another place of them. Immutable and thread-safe.
 */
final class WordTable {
  /** No more languages are told apart: each is a bit in two numbers. */
  private static final int MOST_LANGUAGES = 2 * Long.SIZE;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** 0 is an empty place. */
  private final long[] hashes;

  /** The languages that have the word, two numbers for each place. */
  private final long[] sets;

  /** What a word counts for each of its n languages: 1/√n. */
  private final double[] weights;

  WordTable(Map<String, List<Integer>> words) {
    int size = Integer.highestOneBit(Math.max(1, words.size())) * 4;
    this.hashes = new long[size];
    this.sets = new long[2 * size];
    this.weights = new double[size];
    words.forEach(this::put);
  }

  private void put(String word, List<Integer> languages) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    int place = place(hash);
    hashes[place] = hash;
    weights[place] = 1 / Math.sqrt(Math.max(1, languages.size()));
    for (int language : languages) {
      if (language >= MOST_LANGUAGES) {
        throw new IllegalStateException("More languages than the table has room for");
      }
      sets[2 * place + language / Long.SIZE] |= 1L << language;
    }
  }

  /** The hash of a word with one more letter; an empty word has 0. */
  static long hash(long hash, char letter) {
    return (hash + letter) * FACTOR ^ hash >>> 29;
  }

  /** Whether a language has the word of a hash. */
  boolean has(long hash, int language) {
    return (sets[2 * place(hash) + language / Long.SIZE] >>> language & 1) != 0;
  }

  /** Adds what the word of a hash counts, times a factor, to the scores of its languages. */
  void addTo(double[] scores, long hash, double factor) {
    int place = place(hash);
    for (int half = 0; half < 2; half++) {
      for (long set = sets[2 * place + half]; set != 0; set &= set - 1) {
        int language = half * Long.SIZE + Long.numberOfTrailingZeros(set);
        scores[language] += factor * weights[place];
      }
    }
  }

  /** Where a hash lies, or would lie. */
  private int place(long hash) {
    int place = (int) (hash >>> 40) & hashes.length - 1;
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = place + 1 & hashes.length - 1;
    }
    return place;
  }
}
