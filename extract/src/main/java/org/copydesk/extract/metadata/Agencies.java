package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The news agencies of {@code agencies.txt}, by every form of their names. Immutable. */
final class Agencies {
  private static final char EAST_ASIAN = '\u2e80';
  private static final Agencies INSTANCE = new Agencies(DataFile.lines("agencies.txt"));

  private static final String SURNAME = "~";

  /** A form of an agency's name in a text. */
  record Mention(String agency, int start, int end) {}

  private final Map<String, String> byForm = new HashMap<>();
  private final Set<String> surnames = new HashSet<>();

  /** The forms by their first letters, the longest first. */
  private final Map<Character, List<String>> byLetter = new HashMap<>();

  private Agencies(List<String> lines) {
    for (String line : lines) {
      int bar = line.indexOf('|');
      String name = line.substring(0, bar);
      for (String written : line.substring(bar + 1).split(",", -1)) {
        String form = written.strip();
        if (form.endsWith(SURNAME)) {
          form = form.substring(0, form.length() - SURNAME.length());
          surnames.add(form);
        }
        byForm.putIfAbsent(form, name);
      }
    }
    byForm.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(
            form ->
                byLetter.computeIfAbsent(form.charAt(0), letter -> new ArrayList<>()).add(form));
  }

  static Agencies get() {
    return INSTANCE;
  }

  /** The agency that a whole text names, in any of its forms; null when it names none. */
  @Nullable String named(String text) {
    return byForm.get(text.strip());
  }

  /** Whether a form of an agency's name is a family name, too. */
  boolean isSurname(String form) {
    return surnames.contains(form);
  }

  /** The first form of an agency's name that stands as a word of its own before an index. */
  @Nullable Mention firstIn(String text, int limit) {
    for (int at = 0; at < Math.min(text.length(), limit); at++) {
      char letter = text.charAt(at);
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins || letter >= EAST_ASIAN) {
        for (String form : byLetter.getOrDefault(letter, List.of())) {
          if (text.startsWith(form, at) && isWord(text, at, at + form.length())) {
            return new Mention(byForm.getOrDefault(form, form), at, at + form.length());
          }
        }
      }
    }
    return null;
  }

  private static boolean isWord(String text, int start, int end) {
    boolean eastAsian = text.charAt(start) >= EAST_ASIAN;
    boolean before = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return eastAsian || (before && after);
  }
}
