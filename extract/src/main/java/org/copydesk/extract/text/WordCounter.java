package org.copydesk.extract.text;

/** Counts words; in scripts written without spaces each character is one. */
public final class WordCounter {
  private WordCounter() {}

  public static int count(CharSequence text) {
    int words = 0;
    boolean inWord = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (isWrittenWithoutSpaces(character)) {
        words++;
        inWord = false;
      } else if (Character.isLetterOrDigit(character)) {
        words += inWord ? 0 : 1;
        inWord = true;
      } else if (!isInsideWord(character)) {
        inWord = false;
      }
    }
    return words;
  }

  /** Chinese, Japanese, Thai, Lao, Khmer, Burmese: a character carries about a word's meaning. */
  public static boolean isWrittenWithoutSpaces(char character) {
    return character >= 0x0E00
        && (character <= 0x0EFF
            || (character >= 0x1000 && character <= 0x109F)
            || (character >= 0x1780 && character <= 0x17FF)
            || (character >= 0x3040 && character <= 0x30FF)
            || (character >= 0x3400 && character <= 0x4DBF)
            || (character >= 0x4E00 && character <= 0x9FFF)
            || (character >= 0xF900 && character <= 0xFAFF));
  }

  private static boolean isInsideWord(char character) {
    return character == '\''
        || character == '’'
        || character == '-'
        || Character.getType(character) == Character.NON_SPACING_MARK;
  }
}
