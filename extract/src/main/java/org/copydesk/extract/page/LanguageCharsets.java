package org.copydesk.extract.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the charset of bytes that declare none by the language that the page declares: of the
 * charsets in which that language was written before UTF-8, the one that yields its letters.
 */
final class LanguageCharsets {
  private static final int WINDOW = 64 * 1024;
  private static final int HEAD = 4 * 1024;

  /** So many letters beyond ASCII are needed to choose. */
  private static final int FEWEST_LETTERS = 3;

  /** A language's charsets, the most frequent first, and its small letters beyond ASCII. */
  private record Candidates(List<String> charsets, String letters) {}

  private static final List<String> CENTRAL = List.of("windows-1250", "ISO-8859-2");
  private static final List<String> BALTIC = List.of("windows-1257", "ISO-8859-13");
  private static final List<String> CYRILLIC =
      List.of("windows-1251", "KOI8-U", "ISO-8859-5", "IBM866");
  private static final String CYRILLIC_LETTERS = range('а', 'џ') + "ґ";
  private static final String ARABIC_LETTERS = range('ء', 'ۓ');

  private static final Map<String, Candidates> LANGUAGES = new HashMap<>();

  static {
    add("pl", CENTRAL, "ąćęłńóśźż");
    add("cs", CENTRAL, "áčďéěíňóřšťúůýž");
    add("sk", CENTRAL, "áäčďéíĺľňóôŕšťúýž");
    add("hu", CENTRAL, "áéíóöőúüű");
    add("sl hr bs", CENTRAL, "čćđšž");
    add("ro", CENTRAL, "ăâîşţ");
    add("tr", List.of("windows-1254"), "çğıöşüâîû");
    add("lt", BALTIC, "ąčęėįšųūž");
    add("lv", BALTIC, "āčēģīķļņšūž");
    add("et", BALTIC, "äöõüšž");
    add("ru uk bg be mk sr", CYRILLIC, CYRILLIC_LETTERS);
    add("el", List.of("windows-1253", "ISO-8859-7"), range('ά', 'ώ') + "ΐ");
    add("he iw", List.of("windows-1255", "ISO-8859-8"), range('א', 'ת'));
    add("ar fa ur", List.of("windows-1256", "ISO-8859-6"), ARABIC_LETTERS);
    add("th", List.of("windows-874"), range('ก', '๎'));
  }

  private LanguageCharsets() {}

  private static void add(String languages, List<String> charsets, String letters) {
    for (String language : languages.split(" ", -1)) {
      LANGUAGES.put(language, new Candidates(charsets, letters));
    }
  }

  private static String range(char first, char last) {
    StringBuilder letters = new StringBuilder();
    for (char c = first; c <= last; c++) {
      letters.append(c);
    }
    return letters.toString();
  }

  /** The charset that suits the language of the {@code html} element; null where none does. */
  static @Nullable Charset of(byte[] bytes) {
    String language = language(bytes);
    Candidates candidates = language == null ? null : LANGUAGES.get(language);
    if (candidates == null) {
      return null;
    }
    Charset best = null;
    int bestScore = FEWEST_LETTERS - 1;
    for (String name : candidates.charsets()) {
      Charset charset = Charset.isSupported(name) ? Charset.forName(name) : null;
      int score = charset == null ? 0 : score(bytes, charset, candidates.letters());
      if (score > bestScore) {
        best = charset;
        bestScore = score;
      }
    }
    return best;
  }

  /** Small letters of the language, less the letters of others and capitals inside words. */
  private static int score(byte[] bytes, Charset charset, String letters) {
    String text = new String(bytes, 0, Math.min(bytes.length, WINDOW), charset);
    int score = 0;
    boolean afterSmall = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        char small = Character.toLowerCase(c);
        if (letters.indexOf(small) < 0) {
          score -= Character.isLetter(c) || Character.isISOControl(c) || c == '\ufffd' ? 2 : 0;
        } else {
          score += small == c ? 1 : afterSmall ? -1 : 0;
        }
      }
      afterSmall = Character.isLowerCase(c);
    }
    return score;
  }

  /** The primary language of the {@code html} element, in lower case. */
  private static @Nullable String language(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    int html = head.indexOf("<html");
    int end = html < 0 ? -1 : head.indexOf('>', html);
    int lang = html < 0 ? -1 : head.indexOf("lang=", html);
    if (lang < 0 || lang > end) {
      return null;
    }
    int from = lang + "lang=".length();
    from += head.charAt(from) == '"' || head.charAt(from) == '\'' ? 1 : 0;
    int to = from;
    while (to < end && head.charAt(to) >= 'a' && head.charAt(to) <= 'z') {
      to++;
    }
    return head.substring(from, to);
  }
}
