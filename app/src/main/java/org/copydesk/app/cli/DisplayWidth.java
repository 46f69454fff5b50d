package org.copydesk.app.cli;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/** How many columns of a terminal a text takes. */
final class DisplayWidth {
  /** The blocks that terminals show two columns wide (UAX #11, "East Asian Width", W and F). */
  private static final Set<UnicodeBlock> WIDE =
      Set.of(
          UnicodeBlock.CJK_COMPATIBILITY,
          UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS,
          UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A,
          UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_B,
          UnicodeBlock.EMOTICONS,
          UnicodeBlock.HANGUL_JAMO,
          UnicodeBlock.HANGUL_SYLLABLES,
          UnicodeBlock.HIRAGANA,
          UnicodeBlock.KATAKANA,
          UnicodeBlock.MISCELLANEOUS_SYMBOLS_AND_PICTOGRAPHS);

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    UnicodeBlock block = UnicodeBlock.of(codePoint);
    boolean fullWidthForm = codePoint >= 0xff01 && codePoint <= 0xff60;
    return fullWidthForm || (block != null && WIDE.contains(block)) ? 2 : 1;
  }
}
