package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The news agencies of {@code agencies.txt}, by every form of their names. Immutable. */
final class Agencies {
  private static final Agencies INSTANCE = new Agencies(DataFile.lines("agencies.txt"));

  /** A form of an agency's name in a text. */
  record Mention(String agency, int start, int end) {}

  private final Map<String, String> byForm = new HashMap<>();
  private final List<String> forms = new ArrayList<>();

  private Agencies(List<String> lines) {
    for (String line : lines) {
      int bar = line.indexOf('|');
      String name = line.substring(0, bar);
      for (String form : line.substring(bar + 1).split(",", -1)) {
        byForm.putIfAbsent(form.strip(), name);
      }
    }
    forms.addAll(byForm.keySet());
    forms.sort(Comparator.comparingInt(String::length).reversed());
  }

  static Agencies get() {
    return INSTANCE;
  }

  /** The agency that a whole text names, in any of its forms; null when it names none. */
  @Nullable String named(String text) {
    return byForm.get(text.strip());
  }

  /** The first form of an agency's name that stands as a word of its own before an index. */
  @Nullable Mention firstIn(String text, int limit) {
    Mention first = null;
    for (String form : forms) {
      int at = text.indexOf(form, 0, Math.min(text.length(), limit + form.length()));
      boolean earlier = at >= 0 && at < limit && (first == null || at < first.start());
      if (earlier && isWord(text, at, at + form.length())) {
        first = new Mention(byForm.getOrDefault(form, form), at, at + form.length());
      }
    }
    return first;
  }

  private static boolean isWord(String text, int start, int end) {
    boolean eastAsian = text.charAt(start) >= '\u2e80';
    boolean before = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return eastAsian || (before && after);
  }
}
