package org.copydesk.store.table;

import org.jspecify.annotations.Nullable;

/**
 * Text as PostgreSQL holds it. It refuses U+0000, and a surrogate without its other half has no
 * UTF-8 form: both become U+FFFD, the replacement character, so that a reader sees that something
 * stood there. Nothing is ever cut off.
 */
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** The text itself when it can be held, else with the replacements. */
  public static String of(String text) {
    int bad = firstUnstorable(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text);
    for (; bad >= 0; bad = firstUnstorable(text, bad + 1)) {
      clean.setCharAt(bad, REPLACEMENT);
    }
    return clean.toString();
  }

  /** The same for what may be missing. */
  public static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static int firstUnstorable(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !isPaired(text, i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
