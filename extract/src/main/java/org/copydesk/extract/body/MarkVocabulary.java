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

  private static final int MAX_PARTS = 3;

  private final Map<String, Long> words;

  private MarkVocabulary(Map<String, Long> words) {
    this.words = Map.copyOf(words);
  }

  /** The marks of all words in a class attribute or an id. */
  long marksOf(String name) {
    String[] last = new String[MAX_PARTS];
    long marks = 0;
    int start = -1;
    int end = Math.min(name.length(), MAX_NAME);
    for (int index = 0; index <= end; index++) {
      boolean inside = index < end && Character.isLetter(name.charAt(index));
      if (start >= 0 && (!inside || isHump(name, index))) {
        marks |= lookUp(last, name.substring(start, index).toLowerCase(Locale.ROOT));
        start = -1;
      }
      if (inside && start < 0) {
        start = index;
      }
    }
    return marks;
  }

  private static boolean isHump(String name, int index) {
    return Character.isUpperCase(name.charAt(index))
        && Character.isLowerCase(name.charAt(index - 1));
  }

  /** Looks up a part alone, with the one before, and with the two before. */
  private long lookUp(String[] last, String part) {
    long marks = words.getOrDefault(part, 0L);
    if (last[1] != null) {
      String pair = last[1] + '+' + part;
      marks |= words.getOrDefault(pair, 0L);
      if (last[0] != null) {
        marks |= words.getOrDefault(last[0] + '+' + pair, 0L);
      }
    }
    last[0] = last[1];
    last[1] = part;
    return marks;
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
