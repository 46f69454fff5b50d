package org.copydesk.pipeline.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which known name a mistyped one was meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** The nearest known name, when it is near enough to be worth naming. */
  static @Nullable String nearest(String written, Collection<String> known) {
    if (written.length() > 200) {
      return null;
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distanceToNameOrItsEnd(plain(written), plain(name));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return bestDistance <= Math.max(2, written.length() / 4) ? best : null;
  }

  /**
   * {@code bootstrap-servers} alone also finds {@code kafka.bootstrap-servers}, at a small cost.
   */
  private static int distanceToNameOrItsEnd(String written, String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    return Math.min(distance(written, name), distance(written, end) + 1);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Levenshtein's edit distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
