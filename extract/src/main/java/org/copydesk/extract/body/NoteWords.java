package org.copydesk.extract.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Knows by their first words the corrections and the notes of editors. The words stand in {@code
 * notes.txt}. Immutable, thread-safe.
 */
final class NoteWords {
  static final NoteWords BUNDLED = load();

  /** No beginning is longer, the words between a label and its colon included. */
  private static final int HEAD = 90;

  private static final int SHORTEST = 12;

  /** A longer text is an article of its own. */
  private static final int LONGEST = 1500;

  private static final int COLON_WITHIN = 40;

  private final Map<Character, List<String>> labels = new HashMap<>();
  private final Map<Character, List<String>> beginnings = new HashMap<>();
  private final Set<String> whole;

  /** The first two letters of labels and beginnings, hashed: hardly any text begins with them. */
  private final BitSet firstPairs = new BitSet();

  private NoteWords(List<String> labels, List<String> beginnings) {
    labels.forEach(word -> add(this.labels, word));
    beginnings.forEach(word -> add(this.beginnings, word));
    this.whole = Set.copyOf(labels);
  }

  private void add(Map<Character, List<String>> lists, String word) {
    firstPairs.set(pair(word, 0));
    lists.computeIfAbsent(word.charAt(0), key -> new ArrayList<>()).add(word);
  }

  /** Whether a text is such a note. */
  boolean isNote(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    int start = start(text);
    if (start + 1 >= text.length() || !firstPairs.get(pair(text, start))) {
      return false;
    }
    String head = head(text);
    char first = head.charAt(0);
    return beginnings.getOrDefault(first, List.of()).stream().anyMatch(head::startsWith)
        || labels.getOrDefault(first, List.of()).stream().anyMatch(word -> isLabelled(head, word));
  }

  /** Whether a line is but the label of a note that follows. */
  boolean isLabel(String line) {
    return line.length() <= COLON_WITHIN && whole.contains(trimmed(head(line)));
  }

  private static boolean isLabelled(String head, String label) {
    if (!head.startsWith(label)) {
      return false;
    }
    for (int index = label.length(); index < head.length(); index++) {
      char sign = head.charAt(index);
      if (sign == ':' || sign == '：' || sign == '】' || sign == '\n') {
        return index - label.length() <= COLON_WITHIN;
      }
      boolean wordGoesOn = index == label.length() && Character.isLetter(sign);
      if (wordGoesOn || sign == '!' || sign == '?') {
        return false;
      }
    }
    return false;
  }

  private static int pair(String text, int start) {
    return (lower(text.charAt(start)) * 31 + lower(text.charAt(start + 1))) & 0xFFF;
  }

  private static char lower(char sign) {
    return sign == '’' ? '\'' : sign == '\u00A0' ? ' ' : Character.toLowerCase(sign);
  }

  /** Where the text begins behind brackets and the like. */
  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isBracket(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static String head(String text) {
    int start = start(text);
    String head = text.substring(start, Math.min(text.length(), start + HEAD));
    return head.toLowerCase(Locale.ROOT).replace('’', '\'').replace('\u00A0', ' ');
  }

  private static boolean isBracket(char sign) {
    return sign == '[' || sign == '(' || sign == '*' || sign == '【' || sign == ' ' || sign == '—';
  }

  private static String trimmed(String line) {
    int end = line.length();
    while (end > 0 && !Character.isLetter(line.charAt(end - 1)) && line.charAt(end - 1) != '.') {
      end--;
    }
    return line.substring(0, end);
  }

  private static NoteWords load() {
    InputStream resource = NoteWords.class.getResourceAsStream("notes.txt");
    if (resource == null) {
      throw new IllegalStateException("The library's own file notes.txt is missing");
    }
    List<String> labels = new ArrayList<>();
    List<String> beginnings = new ArrayList<>();
    List<String> group = labels;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          group = line.equals("[labels]") ? labels : beginnings;
        } else if (!line.isBlank() && !line.startsWith("#")) {
          group.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NoteWords(labels, beginnings);
  }
}
