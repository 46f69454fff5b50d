package org.copydesk.extract.body;

import java.util.Locale;

/** The article's headline, to be recognised where the page repeats it. */
final class Headline {
  private static final int SHORTEST = 8;

  /** In characters: what does not hold these does not hold the whole. */
  private static final int BEGINNING = 12;

  private final String folded;

  private Headline(String folded) {
    this.folded = folded;
  }

  static Headline of(String headline) {
    return new Headline(fold(headline));
  }

  boolean matches(TextBlock block) {
    return block.box.tag().equals("h1") || equalTo(block.text);
  }

  boolean equalTo(String text) {
    return !folded.isEmpty() && foldsTo(text, folded);
  }

  /** 1 when equal, less when one holds the other, else 0. */
  double similarity(String text) {
    if (folded.length() < SHORTEST || text.length() > 2 * folded.length() + 100) {
      return 0;
    }
    boolean shorter = BEGINNING < text.length() && text.length() < folded.length();
    String beginning = shorter ? fold(text.substring(0, BEGINNING)) : "";
    boolean cut = beginning.endsWith("ς"); // which is another letter inside of a word
    if (!cut && !folded.contains(beginning)) {
      return 0; // as for nearly all lines
    }
    String other = fold(text);
    if (other.equals(folded)) {
      return 1;
    }
    if (other.length() < SHORTEST) {
      return 0;
    }
    boolean holds = folded.contains(other) || other.contains(folded);
    double ratio = (double) other.length() / folded.length();
    return holds ? Math.min(ratio, 1 / ratio) : 0;
  }

  /** Letters and digits alone, in lower case. */
  static String fold(String text) {
    char[] letters = new char[text.length()];
    int length = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character < 0x80) {
        int small = character | 0x20;
        if (small >= 'a' && small <= 'z') {
          letters[length++] = (char) small;
        } else if (character >= '0' && character <= '9') {
          letters[length++] = character;
        }
      } else if (Character.isLetterOrDigit(character)) {
        if (isOdd(character)) {
          return foldOdd(text);
        }
        letters[length++] = Character.toLowerCase(character);
      }
    }
    return new String(letters, 0, length);
  }

  /** Whether a text folds to what is given; most texts differ in the first letters. */
  private static boolean foldsTo(String text, String folded) {
    int at = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character != ' ' && Character.isLetterOrDigit(character)) {
        if (isOdd(character)) {
          return foldOdd(text).equals(folded);
        }
        if (at == folded.length() || folded.charAt(at) != Character.toLowerCase(character)) {
          return false;
        }
        at++;
      }
    }
    return at == folded.length();
  }

  /** The two letters whose lower case hangs on what stands around, or is two characters. */
  private static boolean isOdd(char character) {
    return character == 'İ' || character == 'Σ';
  }

  private static String foldOdd(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      if (Character.isLetterOrDigit(text.charAt(index))) {
        letters.append(text.charAt(index));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
