package org.copydesk.pipeline.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside safe to show: one line, of bounded length, without characters that move a
 * cursor, change colours, reorder what is read, or are not seen at all. Thread-safe.
 */
public final class OutsideText {
  /** Where a value is cut, in UTF-16 units; what is left out is counted. */
  public static final int MAX_LENGTH = 2048;

  private OutsideText() {}

  /**
   * The text, cut at {@value #MAX_LENGTH} and with each unsafe character as {@code \n}, {@code \t}
   * or {@code \}{@code u202e}. A backslash stays as it is.
   */
  public static String safe(String text) {
    String cut = cut(text, MAX_LENGTH);
    int first = firstUnsafe(cut);
    return first < 0 ? cut : escaped(cut, first);
  }

  /** A value as text; times to the millisecond, which is as much as a log needs. */
  static String written(@Nullable Object value) {
    return value instanceof Instant time
        ? time.truncatedTo(ChronoUnit.MILLIS).toString()
        : String.valueOf(value);
  }

  /** The text uncut, its line breaks as they are, every other unsafe character escaped. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (String line : text.split("\n", -1)) {
      int first = firstUnsafe(line);
      escaped.append(first < 0 ? line : escaped(line, first)).append('\n');
    }
    escaped.setLength(escaped.length() - 1);
    return escaped.toString();
  }

  /** The text's beginning, at most {@code max} units, never half a character. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…[" + (text.length() - end) + " more]";
  }

  /** Whether a character may be shown as it is. */
  static boolean isUnsafe(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7f) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      // Controls (C0, DEL, C1), invisible and direction marks, line separators, lone surrogates.
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isUnsafe(text.codePointAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String escaped(String text, int from) {
    StringBuilder escaped = new StringBuilder(text.length() + 32).append(text, 0, from);
    text.substring(from)
        .codePoints()
        .forEach(
            codePoint -> {
              if (isUnsafe(codePoint)) {
                appendEscaped(escaped, codePoint);
              } else {
                escaped.appendCodePoint(codePoint);
              }
            });
    return escaped.toString();
  }

  private static void appendEscaped(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        for (char unit : Character.toChars(codePoint)) {
          appendUnit(escaped, unit);
        }
      }
    }
  }

  /** Appends JSON's escape of four hexadecimal digits, which reads back as the character. */
  static void appendUnit(StringBuilder escaped, char unit) {
    escaped.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      escaped.append(Character.forDigit((unit >> shift) & 0xf, 16));
    }
  }
}
