package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A short text cut into numbers, words and single characters. Digits of every script count as
 * digits; letters of Chinese, Japanese and Korean stand alone; {@code a.m.} is one word.
 */
final class DateTokens {
  private static final int MAX_TOKENS = 120;

  /** What a token is. */
  enum Kind {
    NUMBER,
    WORD,
    SIGN
  }

  /**
   * @param text a number in ASCII digits, a word in lower case, or one character
   * @param spaceBefore whether white space stands before it
   */
  record Token(Kind kind, String text, int value, int start, int end, boolean spaceBefore) {
    boolean isSign(char c) {
      return kind == Kind.SIGN && text.charAt(0) == c;
    }

    boolean isNumber(int minDigits, int maxDigits) {
      return kind == Kind.NUMBER && text.length() >= minDigits && text.length() <= maxDigits;
    }
  }

  private static final Token NONE = new Token(Kind.SIGN, "\0", -1, 0, 0, false);

  private final List<Token> tokens = new ArrayList<>();

  DateTokens(String text) {
    int at = 0;
    boolean space = false;
    while (at < text.length() && tokens.size() < MAX_TOKENS) {
      char c = text.charAt(at);
      if (MetadataText.isSpace(c)) {
        space = true;
        at++;
        continue;
      }
      at = Character.isDigit(c) ? number(text, at, space) : other(text, at, space);
      space = false;
    }
  }

  int size() {
    return tokens.size();
  }

  /** The token at an index; beyond the ends one that matches nothing. */
  Token get(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : NONE;
  }

  private int number(String text, int start, boolean space) {
    int end = start;
    StringBuilder digits = new StringBuilder();
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      digits.append((char) ('0' + Character.digit(text.charAt(end), 10)));
      end++;
    }
    int value = digits.length() <= 9 ? Integer.parseInt(digits.toString()) : -1;
    tokens.add(new Token(Kind.NUMBER, digits.toString(), value, start, end, space));
    return end;
  }

  private int other(String text, int start, boolean space) {
    int end = start;
    if (isWordPart(text.charAt(start))) {
      end = wordEnd(text, start);
      while (end - start <= 4
          && end + 1 < text.length()
          && text.charAt(end) == '.'
          && isWordPart(text.charAt(end + 1))) {
        end = wordEnd(text, end + 1);
      }
      String word =
          text.substring(start, end)
              .replace(".", "")
              .toLowerCase(Locale.ROOT)
              .replace("i\u0307", "i");
      tokens.add(new Token(Kind.WORD, word, -1, start, end, space));
    } else {
      end = start + 1;
      tokens.add(new Token(Kind.SIGN, text.substring(start, end), -1, start, end, space));
    }
    return end;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    int type = Character.getType(c);
    return (Character.isLetter(c)
            || type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK
            || c == '\u200c'
            || c == '\u0970'
            || c == '\u05f3')
        && !isEastAsian(c);
  }

  private static boolean isEastAsian(char c) {
    return (c >= '\u2e80' && c <= '\u9fff') || (c >= '\uac00' && c <= '\ud7af');
  }
}
