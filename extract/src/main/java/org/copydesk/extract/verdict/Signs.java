package org.copydesk.extract.verdict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of {@code signs.txt}. Immutable, thread-safe. */
final class Signs {
  static final Signs BUNDLED = load();

  private final Map<String, List<String>> byGroup;

  private Signs(Map<String, List<String>> byGroup) {
    this.byGroup = Map.copyOf(byGroup);
  }

  /** The first sign of a group that the text holds. */
  Optional<String> find(String group, String text) {
    String folded = fold(text);
    return byGroup.getOrDefault(group, List.of()).stream().filter(folded::contains).findFirst();
  }

  /** How many signs of a group the text holds. */
  long count(String group, String text) {
    String folded = fold(text);
    return byGroup.getOrDefault(group, List.of()).stream().filter(folded::contains).count();
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
