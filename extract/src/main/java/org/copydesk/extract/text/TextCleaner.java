package org.copydesk.extract.text;

import java.text.Normalizer;

/**
 * Makes text clean without changing what a reader sees: single spaces, trimmed lines, no invisible
 * characters, NFC. Typographic characters and single non-breaking spaces stay. Linear time.
 */
public final class TextCleaner {
  /** More marks than any writing system stacks; a longer run is an attack or noise. */
  private static final int MAX_COMBINING_RUN = 16;

  /** Text of smaller characters is in NFC as it is (Unicode Standard Annex 15). */
  private static final char FIRST_COMBINING = 0x300;

  /** From the hyphen to here no sign is composed of others (Unicode chapter 6.2). */
  private static final char ELLIPSIS = '\u2026';

  private static final char FIRST_DASH = '\u2010';

  /** Devanagari to Sinhala (Unicode chapters 12 and 13). */
  private static final char INDIC = 0x0900;

  private static final char INDIC_END = 0x0E00;

  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final char LINE_BREAK = '\n';

  /** In columns: where a tab leads to (CSS Text 3, tab-size). */
  private static final int TAB_STOP = 8;

  /** In columns: what is laid out wider than that is laid out for no reader. */
  private static final int WIDEST_GAP = 120;

  private static final int MOST_EMPTY_LINES = 2;

  /** Stands for what cannot be told. */
  private static final char UNKNOWN = '\uFFFD';

  private TextCleaner() {}

  /** Cleans text whose line breaks mean something; runs of them become one. */
  public static String clean(CharSequence text) {
    String raw = trimmed(text);
    if (raw.isEmpty() || isPlain(raw)) {
      return raw;
    }
    char[] clean = new char[raw.length()];
    int length = 0;
    int marks = 0;
    char pending = 0;
    for (int index = 0; index < raw.length(); index++) {
      char character = raw.charAt(index);
      if (character > ' ' && character < 0x7F) {
        marks = 0;
      } else if (isSpace(character)) {
        pending = stronger(pending, character);
        continue;
      } else if (isInvisible(raw, index)) {
        continue;
      } else {
        marks = marksUpTo(raw, index, marks);
        if (marks > MAX_COMBINING_RUN) {
          continue;
        }
      }
      if (pending != 0 && length > 0) {
        clean[length++] = pending;
      }
      pending = 0;
      boolean half = character >= Character.MIN_SURROGATE && isHalf(raw, index);
      clean[length++] = half ? UNKNOWN : character;
    }
    return compose(new String(clean, 0, length));
  }

  /** Without the plain spaces and line breaks at both ends, which most texts of a page have. */
  private static String trimmed(CharSequence text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.subSequence(start, end).toString();
  }

  /** Printable ASCII with single spaces inside: most of what there is to clean. */
  private static boolean isPlain(String raw) {
    char before = ' ';
    for (int index = 0; index < raw.length(); index++) {
      char character = raw.charAt(index);
      if (character < ' ' || character >= 0x7F || (character == ' ' && before == ' ')) {
        return false;
      }
      before = character;
    }
    return before != ' ';
  }

  /** Cleans text that is one line: a title, a name. */
  public static String cleanLine(CharSequence raw) {
    return clean(raw).replace(LINE_BREAK, ' ');
  }

  /**
   * Cleans text that is laid out by its spaces and line breaks, such as a program or a poem: they
   * stay, tabs as the spaces that they show. Left out are spaces at the ends of lines, empty lines
   * at both ends of the text, and of several empty lines in a row all but two.
   */
  public static String cleanLayout(CharSequence text) {
    StringBuilder clean = new StringBuilder(text.length());
    int emptyLines = 0;
    for (String raw : text.toString().split("\n", -1)) {
      String line = cleanLaidOutLine(raw);
      emptyLines = line.isEmpty() ? emptyLines + 1 : 0;
      if (!line.isEmpty() || (!clean.isEmpty() && emptyLines <= MOST_EMPTY_LINES)) {
        clean.append(line).append(LINE_BREAK);
      }
    }
    return clean.toString().stripTrailing();
  }

  private static String cleanLaidOutLine(String raw) {
    StringBuilder line = new StringBuilder(raw.length());
    int index = 0;
    while (index < raw.length()) {
      int column = line.length();
      while (index < raw.length() && isSpace(raw.charAt(index))) {
        column += raw.charAt(index) == '\t' ? TAB_STOP - column % TAB_STOP : 1;
        index++;
      }
      int start = index;
      while (index < raw.length() && !isSpace(raw.charAt(index))) {
        index++;
      }
      String word = clean(raw.substring(start, index));
      if (!word.isEmpty()) {
        line.append(" ".repeat(Math.min(column - line.length(), WIDEST_GAP))).append(word);
      }
    }
    return line.toString();
  }

  /** NFC. In time that grows with the square of a row of marks: clean such text first. */
  public static String compose(String text) {
    return isSimple(text) || Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Whether a text is in NFC for sure: of no signs but Latin letters, dashes and quotes. */
  private static boolean isSimple(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character >= FIRST_COMBINING && (character < FIRST_DASH || character > ELLIPSIS)) {
        return false;
      }
    }
    return true;
  }

  /** Of a run of spaces one stays: a line break before a space, a space before a no-break space. */
  private static char stronger(char pending, char next) {
    if (pending == LINE_BREAK || next == LINE_BREAK) {
      return LINE_BREAK;
    }
    char single = isControl(next) || next == 0x2028 || next == 0x2029 ? ' ' : next;
    return pending == 0 ? single : ' ';
  }

  private static boolean isControl(char character) {
    return character <= ' ' || (character >= 0x7F && character <= 0x9F);
  }

  /** Whether a character is a space or a break: Unicode's separators (Z) and controls. */
  public static boolean isSpace(char character) {
    return isControl(character)
        || character == NO_BREAK_SPACE
        || (character >= 0x2000 && character <= 0x200A)
        || character == 0x2028
        || character == 0x2029
        || character == 0x202F
        || character == 0x205F
        || character == 0x1680
        || character == 0x3000;
  }

  /**
   * How many marks stand in a row up to a character, both halves of a pair counted as one. Only
   * marks are put in order for NFC, which takes the square of their number.
   */
  private static int marksUpTo(String raw, int index, int before) {
    char character = raw.charAt(index);
    if (character < FIRST_COMBINING) {
      return 0;
    }
    boolean second =
        Character.isLowSurrogate(character)
            && index > 0
            && Character.isHighSurrogate(raw.charAt(index - 1));
    if (second) {
      return before;
    }
    return switch (Character.getType(raw.codePointAt(index))) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          before + 1;
      default -> 0;
    };
  }

  /**
   * Whether a character is half of a pair that has no other half: no text can be written with it.
   */
  public static boolean isHalf(CharSequence raw, int index) {
    char character = raw.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 >= raw.length() || !Character.isLowSurrogate(raw.charAt(index + 1));
    }
    return Character.isLowSurrogate(character)
        && (index == 0 || !Character.isHighSurrogate(raw.charAt(index - 1)));
  }

  /** Whether a character shows nothing and is no part of a word's spelling. */
  public static boolean isInvisible(CharSequence raw, int index) {
    char character = raw.charAt(index);
    return switch (character) {
      case 0x00AD, 0x034F, 0x200B, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF ->
          true;
      case 0x200C, 0x200D -> !joinsLetters(raw, index);
      default ->
          (character >= 0x202A && character <= 0x202E)
              || (character >= 0x2066 && character <= 0x206F)
              || (character >= 0xFFF9 && character <= 0xFFFB);
    };
  }

  /**
   * Joiners are part of the spelling in Persian and Indic scripts, and of many emoji. After a
   * virama they may end a word too: the letters of Malayalam that have no vowel.
   */
  private static boolean joinsLetters(CharSequence raw, int index) {
    if (index == 0) {
      return false;
    }
    char before = raw.charAt(index - 1);
    if (raw.charAt(index) == 0x200D && isVirama(before)) {
      return true;
    }
    return index + 1 < raw.length() && needsJoiner(before) && needsJoiner(raw.charAt(index + 1));
  }

  /** The sign that takes a consonant's vowel, at one place in each Indic script's block. */
  private static boolean isVirama(char character) {
    return (character >= INDIC && character < INDIC_END && (character & 0x7F) == 0x4D)
        || character == 0x0DCA;
  }

  private static boolean needsJoiner(char character) {
    return (character >= 0x0600 && character <= 0x08FF)
        || (character >= INDIC && character < INDIC_END)
        || character == 0xFE0F
        || (character >= 0x2600 && character <= 0x27BF)
        || (character >= 0x2B00 && character <= 0x2BFF)
        || Character.isSurrogate(character);
  }
}
