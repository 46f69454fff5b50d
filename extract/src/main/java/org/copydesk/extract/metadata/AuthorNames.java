package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns the text of a byline into names: split, "By" and its like taken off, job titles, addresses
 * and dates left out, each name once. Immutable and thread-safe.
 */
final class AuthorNames {
  private static final int MAX_TEXT = 600;
  private static final int MAX_NAME = 80;
  private static final int MAX_NAMES = 20;

  /** An agency's name behind a person's is so many words long at most. */
  private static final int AGENCY_WORDS = 3;

  private static final int REPORTER_LINE = 30;

  /** In characters: a verb may be shorter, a name is not. */
  private static final int SHORTEST_REPORTER = 2;

  private static final char EAST_ASIAN = '\u2e80';

  private static final BylineWords WORDS = BylineWords.get();

  private AuthorNames() {}

  /**
   * The names in a declared value, in order; a team or a desk counts where nobody else is named.
   */
  static List<String> declared(String text) {
    return namesIn(text, false);
  }

  /** The names in a visible text: only what is written like a name. */
  static List<String> visible(String text) {
    return namesIn(text, true);
  }

  /** A line without "By" or its like at its start. */
  static String withoutLead(String text) {
    return WORDS.withoutLead(text);
  }

  /** Whether a line is nothing but "By" or its like, so that the name follows. */
  static boolean isBareLead(String text) {
    return text.length() <= 30 && !text.isBlank() && WORDS.withoutLead(text).isEmpty();
  }

  /** Whether a short East Asian line ends in the word for a reporter, behind a name. */
  static boolean isReporters(String text) {
    if (text.isEmpty() || text.length() > REPORTER_LINE || text.charAt(0) < EAST_ASIAN) {
      return false;
    }
    String name = WORDS.withoutTail(text);
    return name.length() < text.length()
        && name.length() - 1 - name.lastIndexOf(' ') >= SHORTEST_REPORTER
        && text.charAt(name.length() + 1) >= EAST_ASIAN;
  }

  /** "Quill, Ada" becomes "Ada Quill", as libraries write it in citation tags. */
  static String turned(String text) {
    int comma = text.indexOf(',');
    boolean one = comma > 0 && text.indexOf(',', comma + 1) < 0;
    return one ? text.substring(comma + 1).strip() + " " + text.substring(0, comma) : text;
  }

  private static List<String> namesIn(String text, boolean strict) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> teams = new LinkedHashMap<>();
    String led = WORDS.isCredit(bounded) ? bounded : WORDS.withoutLead(bounded);
    for (String part : split(withoutBrackets(led))) {
      String name = WORDS.isCredit(part) ? "" : clean(part, names.isEmpty());
      if (!isName(name) || (strict && !isWrittenLikeName(name)) || names.size() >= MAX_NAMES) {
        continue;
      }
      boolean team = WORDS.isJob(name.toLowerCase(Locale.ROOT));
      (team ? teams : names).putIfAbsent(MetadataText.folded(name), name);
    }
    if (strict) {
      teams.values().removeIf(team -> team.indexOf(' ') < 0);
      keepPersons(names.values(), led, led.length() < bounded.length());
    }
    return List.copyOf((names.isEmpty() ? teams : names).values());
  }

  /**
   * Beside a full name go a part of that name said again, and a town: the single word behind the
   * last comma of a line that begins with "By" or its like. An agency that signed stays.
   */
  private static void keepPersons(Collection<String> names, String text, boolean led) {
    List<String> persons = names.stream().filter(name -> isFull(name) && !isAgency(name)).toList();
    names.removeIf(
        name ->
            isPartOf(persons, name)
                || (led
                    && !persons.isEmpty()
                    && !isFull(name)
                    && !isAgency(name)
                    && text.endsWith(", " + name)));
  }

  private static boolean isPartOf(List<String> persons, String name) {
    return persons.stream()
        .anyMatch(person -> person.startsWith(name + ' ') || person.endsWith(' ' + name));
  }

  private static boolean isFull(String name) {
    return name.indexOf(' ') > 0;
  }

  private static boolean isAgency(String name) {
    return Agencies.get().named(name) != null;
  }

  /** One to five words, each with a capital but for particles such as "van"; or no cased script. */
  private static boolean isWrittenLikeName(String name) {
    String[] words = name.split("[ \u00a0]", -1);
    int capitals = 0;
    for (String word : words) {
      int first = word.isEmpty() ? ' ' : word.codePointAt(0);
      if (Character.isLowerCase(first) && !WORDS.isParticle(word.toLowerCase(Locale.ROOT))) {
        return false;
      }
      capitals += Character.isLowerCase(first) ? 0 : 1;
    }
    return words.length <= 5 && capitals > 0;
  }

  private static String withoutBrackets(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '（') {
        depth++;
      } else if ((c == ')' || c == ']' || c == '）') && depth > 0) {
        depth--;
        out.append(' ');
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
    for (String word : text.replace("\n", " \n ").split(" ", -1)) {
      if (word.startsWith("@") || word.contains("://")) {
        continue;
      }
      boolean between = capitals && !part.isEmpty();
      boolean joins = WORDS.isJoiner(between ? word.toLowerCase(Locale.ROOT) : word);
      boolean address = word.indexOf('@') > 0;
      if (joins || address || word.equals("\n")) {
        flush(parts, part);
        continue;
      }
      appendWord(parts, part, word);
    }
    flush(parts, part);
    return parts;
  }

  private static void appendWord(List<String> parts, StringBuilder part, String word) {
    int start = 0;
    for (int i = 0; i < word.length(); i++) {
      if (isBreak(word, i)) {
        part.append(' ').append(word, start, i);
        flush(parts, part);
        start = i + 1;
      }
    }
    part.append(' ').append(word, start, word.length());
  }

  private static boolean isBreak(String word, int i) {
    return switch (word.charAt(i)) {
      case ',', ';', '|', '&', '·', '•', '∙', '、', '，', '；', '\t' -> true;
      case '/' -> !word.contains("://");
      case '–', '—' -> word.length() == 1;
      default -> false;
    };
  }

  private static void flush(List<String> parts, StringBuilder part) {
    String text = MetadataText.collapse(part, MAX_TEXT);
    part.setLength(0);
    if (!text.isEmpty()) {
      boolean suffix = !parts.isEmpty() && WORDS.isSuffix(text.toLowerCase(Locale.ROOT));
      if (suffix) {
        parts.set(parts.size() - 1, parts.getLast() + ", " + text);
      } else {
        parts.add(text);
      }
    }
  }

  /**
   * @param first behind a name, what holds the word of a job tells of that person and names nobody
   */
  private static String clean(String part, boolean first) {
    String text = WORDS.withoutTail(WORDS.withoutLead(part));
    text = withoutAgency(first ? WORDS.withoutJob(text) : text);
    int from = 0;
    int to = text.length();
    while (from < to && isEdge(text.charAt(from))) {
      from++;
    }
    while (to > from
        && isEdge(text.charAt(to - 1))
        && !(text.charAt(to - 1) == '.' && endsWithInitial(text, to))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Two words or more without the agency's name behind them, unless it may be their family's. */
  private static String withoutAgency(String text) {
    int space = text.lastIndexOf(' ');
    for (int words = 0; words < AGENCY_WORDS && space > 0; words++) {
      String last = text.substring(space + 1);
      if (isAgency(last)
          && !Agencies.get().isSurname(last)
          && text.lastIndexOf(' ', space - 1) > 0) {
        return text.substring(0, space);
      }
      space = text.lastIndexOf(' ', space - 1);
    }
    return text;
  }

  private static boolean endsWithInitial(String text, int to) {
    return text.regionMatches(true, Math.max(0, to - 3), "jr.", 0, 3)
        || text.regionMatches(true, Math.max(0, to - 3), "sr.", 0, 3);
  }

  private static boolean isEdge(char c) {
    return MetadataText.isSpace(c) || ".:-–—,;/|*\"“”„«»@#•∙·_【】「」".indexOf(c) >= 0;
  }

  private static boolean isName(String name) {
    if (name.length() < 2 || name.length() > MAX_NAME || name.split(" ", -1).length > 7) {
      return false;
    }
    if (name.indexOf('@') >= 0 || name.contains("http") || name.contains("www.")) {
      return false;
    }
    int letters = 0;
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      letters += Character.isLetter(name.charAt(i)) ? 1 : 0;
      digits += Character.isDigit(name.charAt(i)) ? 1 : 0;
    }
    boolean dated = digits > 0 && name.indexOf(' ') >= 0;
    boolean address =
        name.indexOf(' ') < 0 && name.indexOf('.') > 0 && name.indexOf('.') < name.length() - 1;
    return letters >= 2
        && !dated
        && !address
        && digits <= letters / 3
        && !WORDS.isNobody(name.toLowerCase(Locale.ROOT))
        && !isDateWord(name);
  }

  private static boolean isDateWord(String name) {
    return MonthNames.get().of(name.toLowerCase(Locale.ROOT), null) != 0 && name.length() > 3;
  }
}
