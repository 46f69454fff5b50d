package org.copydesk.extract.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the library's own lists of words: groups that begin with their name in square brackets,
 * words parted by spaces, "_" for a space inside of one, lines of comment after "#".
 */
final class WordGroups {
  private WordGroups() {}

  static Map<String, Set<String>> read(String name) {
    InputStream resource = WordGroups.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("The library's own file " + name + " is missing");
    }
    Map<String, Set<String>> groups = new HashMap<>();
    Set<String> group = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          group = new HashSet<>();
          groups.put(line.substring(1, line.length() - 1), group);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          for (String word : line.split(" ", -1)) {
            group.add(word.replace('_', ' '));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return groups;
  }
}
