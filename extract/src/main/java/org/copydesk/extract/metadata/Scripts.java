package org.copydesk.extract.metadata;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many letters of each script a text has. */
final class Scripts {
  private static final Map<UnicodeScript, String> ONE_LANGUAGE =
      Map.ofEntries(
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.KANNADA, "kn"),
          Map.entry(UnicodeScript.MALAYALAM, "ml"),
          Map.entry(UnicodeScript.GUJARATI, "gu"),
          Map.entry(UnicodeScript.GURMUKHI, "pa"),
          Map.entry(UnicodeScript.SINHALA, "si"),
          Map.entry(UnicodeScript.KHMER, "km"),
          Map.entry(UnicodeScript.LAO, "lo"),
          Map.entry(UnicodeScript.MYANMAR, "my"),
          Map.entry(UnicodeScript.ETHIOPIC, "am"));

  private static final int SAMPLE = 1_200;
  private static final Set<String> LATIN =
      Set.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "nn", "no", "fi", "pl", "cs",
          "sk", "hu", "ro", "tr", "et", "lv", "lt", "sl", "hr", "ca", "gl", "eu", "id", "vi", "is");

  private final Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
  private int letters;

  private Scripts() {}

  static Scripts count(String text) {
    Scripts scripts = new Scripts();
    int latin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
      } else if (Character.isLetter(c)) {
        scripts.counts.merge(UnicodeScript.of(c), 1, Integer::sum);
        scripts.letters++;
      }
    }
    scripts.counts.merge(UnicodeScript.LATIN, latin, Integer::sum);
    scripts.letters += latin;
    return scripts;
  }

  /** Whether a language that is written in Latin letters is declared over a text that has few. */
  static boolean contradicts(String language, String text) {
    if (!LATIN.contains(language)) {
      return false;
    }
    Scripts scripts = count(text.length() > SAMPLE ? text.substring(0, SAMPLE) : text);
    return scripts.letters >= 40 && 4 * scripts.of(UnicodeScript.LATIN) < scripts.letters;
  }

  int letters() {
    return letters;
  }

  private int of(UnicodeScript script) {
    return counts.getOrDefault(script, 0);
  }

  /** Whether a short text says much: characters that are words or syllables. */
  boolean isDense() {
    return of(UnicodeScript.HAN) + of(UnicodeScript.HANGUL) + of(UnicodeScript.HIRAGANA) >= 15;
  }

  /** The language that the leading script alone tells; null where several languages write it. */
  @Nullable String onlyLanguage() {
    int kana = of(UnicodeScript.HIRAGANA) + of(UnicodeScript.KATAKANA);
    int han = of(UnicodeScript.HAN);
    int latin = of(UnicodeScript.LATIN);
    if (han + kana > latin / 3 && han + kana > of(UnicodeScript.HANGUL)) {
      return 12 * kana >= han ? "ja" : "zh";
    }
    for (Map.Entry<UnicodeScript, String> entry : ONE_LANGUAGE.entrySet()) {
      if (2 * of(entry.getKey()) > letters) {
        return entry.getValue();
      }
    }
    return null;
  }
}
