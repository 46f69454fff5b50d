package org.copydesk.extract.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words of {@code marks.txt}, looked up in class names and ids. Immutable, thread-safe. */
final class MarkVocabulary {
  static final MarkVocabulary BUNDLED = load();

  /** Longer names are no names. */
  private static final int MAX_NAME = 400;

  /** Odd, so that no letter of a word is lost in its hash. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Hashes of words and of words side by side, and their marks; 0 is an empty place. */
  private final long[] hashes;

  private final long[] marks;

  /** A bit for each of 4096 groups of parts: whether one of them goes on with another part. */
  private final long[] beginnings = new long[64];

  private MarkVocabulary(Map<String, Long> words) {
    this.hashes = new long[Integer.highestOneBit(words.size()) * 4];
    this.marks = new long[hashes.length];
    words.forEach(
        (word, bits) -> {
          int place = placeOf(hashOfParts(word));
          hashes[place] = hashOfParts(word);
          marks[place] = bits;
          noteBeginnings(word);
        });
  }

  private void noteBeginnings(String word) {
    String[] parts = word.split("\\+", -1);
    for (int index = 0; index + 1 < parts.length; index++) {
      int bit = beginningOf(hashOf(parts[index]));
      beginnings[bit >>> 6] |= 1L << bit;
    }
  }

  /** Whether a part may begin one of the words of several parts, as few do. */
  private boolean mayBegin(long part) {
    int bit = beginningOf(part);
    return part != 0 && (beginnings[bit >>> 6] >>> bit & 1) != 0;
  }

  private static int beginningOf(long part) {
    return (int) (part >>> 52);
  }

  /**
   * The marks of all words in a class attribute or an id. Compares hashes of 64 bits alone: no
   * string is made for a name's parts, of which nearly all are no words.
   */
  long marksOf(String name) {
    long found = 0;
    long beforeLast = 0;
    long last = 0;
    long part = 0;
    char before = 0;
    int end = Math.min(name.length(), MAX_NAME);
    for (int index = 0; index < end; index++) {
      char character = name.charAt(index);
      boolean letter = isLetter(character);
      if (part != 0 && (!letter || isHump(before, character))) {
        found |= lookUp(beforeLast, last, part);
        beforeLast = last;
        last = part;
        part = 0;
      }
      if (letter) {
        part = append(part, character);
      }
      before = character;
    }
    return part == 0 ? found : found | lookUp(beforeLast, last, part);
  }

  private static boolean isLetter(char character) {
    int small = character | 0x20;
    return character < 0x80 ? small >= 'a' && small <= 'z' : Character.isLetter(character);
  }

  private static boolean isHump(char before, char character) {
    boolean upper =
        character < 0x80 ? character >= 'A' && character <= 'Z' : Character.isUpperCase(character);
    return upper && Character.isLowerCase(before);
  }

  private static long append(long hash, char letter) {
    char small = letter < 0x80 ? (char) (letter | 0x20) : Character.toLowerCase(letter);
    return (hash + small) * FACTOR ^ hash >>> 29;
  }

  private static long beside(long left, long right) {
    return (Long.rotateLeft(left, 23) + right) * FACTOR;
  }

  /** Looks up a part alone, with the one before, and with the two before. */
  private long lookUp(long beforeLast, long last, long part) {
    long found = marks[placeOf(part)];
    if (mayBegin(last)) {
      long pair = beside(last, part);
      found |= marks[placeOf(pair)];
      if (mayBegin(beforeLast)) {
        found |= marks[placeOf(beside(beforeLast, pair))];
      }
    }
    return found;
  }

  /** Where a hash lies, or would lie. */
  private int placeOf(long hash) {
    int place = (int) (hash >>> 40) & hashes.length - 1;
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = place + 1 & hashes.length - 1;
    }
    return place;
  }

  private static long hashOfParts(String word) {
    String[] parts = word.split("\\+", -1);
    long hash = 0;
    for (int index = parts.length - 1; index >= 0; index--) {
      long part = hashOf(parts[index]);
      hash = hash == 0 ? part : beside(part, hash);
    }
    return hash;
  }

  private static long hashOf(String part) {
    long hash = 0;
    for (int index = 0; index < part.length(); index++) {
      hash = append(hash, part.charAt(index));
    }
    return hash;
  }

  private static MarkVocabulary load() {
    InputStream resource = MarkVocabulary.class.getResourceAsStream("marks.txt");
    if (resource == null) {
      throw new IllegalStateException("The library's own file marks.txt is missing");
    }
    Map<String, Long> words = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.contains(":") && !line.startsWith("#"))
          .forEach(line -> readLine(line, words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MarkVocabulary(words);
  }

  private static void readLine(String line, Map<String, Long> words) {
    int colon = line.indexOf(':');
    String name = line.substring(0, colon).strip().toUpperCase(Locale.ROOT).replace('-', '_');
    long bit = Mark.valueOf(name).bit();
    for (String word : line.substring(colon + 1).strip().split(" +", -1)) {
      words.merge(word, bit, (left, right) -> left | right);
    }
  }
}
