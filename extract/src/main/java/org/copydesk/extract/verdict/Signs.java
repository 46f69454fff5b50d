package org.copydesk.extract.verdict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.copydesk.extract.text.WordCounter;

/** The words of {@code signs.txt}. Immutable, thread-safe. */
final class Signs {
  static final Signs BUNDLED = load();

  private static final String WEIGHTLESS = "weightless";

  /** How much of a title may be other words, by letters. */
  private static final double REST = 0.25;

  private static final Pattern PARTING = Pattern.compile("\n| [-–—|·:»] ");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+[.,+]? ?");

  private final Map<String, List<String>> byGroup;

  private Signs(Map<String, List<String>> byGroup) {
    this.byGroup = Map.copyOf(byGroup);
  }

  /** The first sign of a group that the text holds. */
  Optional<String> find(String group, String text) {
    String folded = fold(text);
    return in(group).filter(sign -> holds(folded, sign)).findFirst();
  }

  /** The sign that one of the titles begins with, a site's name before it apart. */
  Optional<String> findAtStart(String group, String titles) {
    return parts(titles).stream().flatMap(part -> in(group).filter(part::startsWith)).findFirst();
  }

  /** The sign that one of the titles consists of, but for a few letters and words of no weight. */
  Optional<String> findWhole(String group, String titles) {
    return parts(titles).stream().flatMap(part -> whole(group, part).stream()).findFirst();
  }

  private Optional<String> whole(String group, String part) {
    Optional<String> sign =
        in(group).filter(one -> holds(part, one)).max(Comparator.comparingInt(String::length));
    return sign.filter(
        found -> {
          String rest = part.replace(found, " ");
          for (String word : byGroup.getOrDefault(WEIGHTLESS, List.of())) {
            rest = holds(rest, word) ? rest.replace(word, " ") : rest;
          }
          return ArticleJudge.letters(rest) <= REST * ArticleJudge.letters(part);
        });
  }

  private Stream<String> in(String group) {
    return byGroup.getOrDefault(group, List.of()).stream();
  }

  /** Whether the text holds the sign, not in the middle of a word. */
  private static boolean holds(String text, String sign) {
    for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      int end = at + sign.length();
      boolean starts = at == 0 || !isJoined(text.charAt(at - 1), sign.charAt(0));
      boolean ends =
          end == text.length()
              || !Character.isDigit(sign.charAt(sign.length() - 1))
              || !Character.isLetterOrDigit(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJoined(char before, char first) {
    return Character.isLetterOrDigit(before)
        && Character.isLetterOrDigit(first)
        && !WordCounter.isWrittenWithoutSpaces(before)
        && !WordCounter.isWrittenWithoutSpaces(first);
  }

  /** The titles and what they are made of where they are put together, in lower case. */
  private static List<String> parts(String titles) {
    List<String> parts = new ArrayList<>();
    for (String part : PARTING.split(fold(titles), -1)) {
      parts.add(part.strip());
    }
    return parts;
  }

  /** How many signs of a group the text holds. */
  long count(String group, String text) {
    String folded = fold(text);
    return in(group).filter(sign -> holds(folded, sign)).count();
  }

  /** The text without its numbers: "our 840 partners" are "our partners". */
  static String withoutNumbers(String text) {
    return NUMBER.matcher(text).replaceAll("");
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('\u00A0', ' ');
  }

  private static Signs load() {
    InputStream resource = Signs.class.getResourceAsStream("signs.txt");
    if (resource == null) {
      throw new IllegalStateException("The library's own file signs.txt is missing");
    }
    Map<String, List<String>> groups = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      List<String> group = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          group =
              groups.computeIfAbsent(
                  line.substring(1, line.length() - 1), key -> new ArrayList<>());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          group.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Signs(groups);
  }
}
