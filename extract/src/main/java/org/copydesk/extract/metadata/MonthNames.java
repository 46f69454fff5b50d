package org.copydesk.extract.metadata;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Month names of some seventy languages, from {@code months.txt}. Immutable and thread-safe. */
final class MonthNames {
  /** Added to the number of a month of the Iranian calendar. */
  static final int JALALI = 100;

  private static final MonthNames INSTANCE = new MonthNames(DataFile.lines("months.txt"));

  private final Map<String, Map<String, Integer>> byLanguage = new HashMap<>();
  private final Map<String, Integer> all = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();

  private MonthNames(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split("\\|", -1);
      int base = cells[0].endsWith("-jalali") ? JALALI : 0;
      String language = cells[0].replaceFirst("-.*", "");
      Map<String, Integer> own = byLanguage.computeIfAbsent(language, key -> new HashMap<>());
      for (int month = 1; month <= 12; month++) {
        for (String word : cells[month].split(" ", -1)) {
          String name = word.replace('_', ' ');
          if (name.indexOf(' ') > 0) {
            beginnings.add(name.substring(0, name.indexOf(' ')));
          }
          if (!name.isEmpty()) {
            own.putIfAbsent(name, base + month);
            all.putIfAbsent(name, base + month);
          }
        }
      }
    }
    Map.copyOf(all).forEach((name, month) -> all.putIfAbsent(plain(name), month));
  }

  static MonthNames get() {
    return INSTANCE;
  }

  /** The month of a lower-case word: 1 to 12, {@link #JALALI} + 1 to 12, or 0 when it is none. */
  int of(String word, @Nullable String language) {
    if (language != null) {
      Integer own = byLanguage.getOrDefault(language, Map.of()).get(word);
      if (own != null) {
        return own;
      }
    }
    Integer month = all.get(word);
    if (month != null) {
      return month;
    }
    return isAscii(word) ? 0 : all.getOrDefault(plain(word), 0);
  }

  /** Whether a name of two words begins with this one. */
  boolean beginsPair(String word) {
    return beginnings.contains(word);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** Without accents, and with the Persian letters for which Arabic ones are often typed. */
  private static String plain(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
    StringBuilder out = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      if (c < '\u0300' || c > '\u036f') {
        out.append(c == 'ي' ? 'ی' : c == 'ك' ? 'ک' : c);
      }
    }
    return out.toString();
  }
}
