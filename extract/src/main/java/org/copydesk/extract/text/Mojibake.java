package org.copydesk.extract.text;

/**
 * Finds text that was read in a wrong charset before it came here, such as "cafÃ©" and
 * "ÐŸÑ€Ð¸Ð²ÐµÑ‚": UTF-8 bytes shown as windows-1252, or as windows-1251. It is noticed, never
 * repaired: what was meant is a guess. Linear time.
 */
public final class Mojibake {
  /** What the bytes 80 to 9F are in windows-1252. */
  private static final String HIGH = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

  /** Signs that no word goes on with after Р and С; letters of Ukrainian and Serbian may. */
  private static final String CYRILLIC_HIGH = "°±µ¶·№‚„†‡€‰‹™›";

  private Mojibake() {}

  /** How many places look like it; one alone may be chance. */
  public static int count(CharSequence text) {
    int count = 0;
    for (int index = 0; index + 1 < text.length(); index++) {
      char lead = text.charAt(index);
      count += lead >= 0x80 && isBroken(lead, text.charAt(index + 1)) ? 1 : 0;
    }
    return count;
  }

  private static boolean isBroken(char lead, char next) {
    return switch (lead) {
      // Ã and Â with a sign behind; a capital word goes on with a capital letter.
      case 'Ã', 'Â', 'Å', 'Ä', 'Ð', 'Ñ', 'Î', 'Ï', 'Ø', 'Ù' -> isTrail(next);
      case 'â' -> next == '€' || next == '„' || next == '‚';
      case 'Р', 'С' -> CYRILLIC_HIGH.indexOf(next) >= 0;
      case 'ï' -> next == '¿';
      default -> false;
    };
  }

  /** A byte from 80 to BF, in windows-1252 or ISO 8859-1; quotes and dashes may follow a word. */
  private static boolean isTrail(char next) {
    boolean closing = "‘’“”–—…›»\u00A0".indexOf(next) >= 0;
    return !closing && ((next >= 0x80 && next <= 0xBF) || HIGH.indexOf(next) >= 0);
  }
}
