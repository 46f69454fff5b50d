package org.copydesk.pipeline.message;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Tells host names and plain addresses from the spellings that one parser reads as a name and
 * another as an address: octal and hexadecimal numbers, fewer than four parts, full-width or
 * circled digits, a dot behind the last number.
 */
final class HostText {

  private HostText() {}

  /** True for names, for {@code 192.0.2.1} and for bracketed IPv6 without a zone. */
  static boolean isUnambiguous(String host) {
    if (host.startsWith("[")) {
      return host.endsWith("]") && host.indexOf('%') < 0;
    }
    return !endsInNumber(host) || isDottedQuad(host);
  }

  /** The same for an authority as it was written, before any normalising. */
  static boolean isUnambiguousAuthority(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    String folded = Normalizer.normalize(host, Normalizer.Form.NFKC).replace('\u3002', '.');
    boolean isDisguised = !folded.equals(host) && endsInNumber(folded);
    return !isDisguised && isUnambiguous(folded);
  }

  /** WHATWG URL's "ends in a number": then a browser reads the whole host as an address. */
  private static boolean endsInNumber(String host) {
    String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = trimmed.substring(trimmed.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (last.startsWith("0x")) {
      return last.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
    return !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isDottedQuad(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!isDecimalOctet(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDecimalOctet(String part) {
    boolean isDigits = part.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean hasLeadingZero = part.length() > 1 && part.charAt(0) == '0';
    return isDigits
        && !part.isEmpty()
        && part.length() <= 3
        && !hasLeadingZero
        && Integer.parseInt(part) <= 255;
  }
}
