package org.copydesk.extract.tree;

import java.util.Map;
import org.jsoup.parser.Parser;

/** Resolves character references: the plain ones here, all others by jsoup. */
final class References {
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00A0"),
          Map.entry("copy", "\u00A9"),
          Map.entry("raquo", "\u00BB"),
          Map.entry("laquo", "\u00AB"),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201C"),
          Map.entry("rdquo", "\u201D"),
          Map.entry("hellip", "\u2026"),
          Map.entry("middot", "\u00B7"),
          Map.entry("times", "\u00D7"),
          Map.entry("bull", "\u2022"),
          Map.entry("uuml", "\u00FC"),
          Map.entry("ouml", "\u00F6"),
          Map.entry("auml", "\u00E4"),
          Map.entry("eacute", "\u00E9"));

  private static final int LONGEST = 9;

  private References() {}

  /** The text with its references resolved, as in an attribute or outside of tags. */
  static String resolve(String text, boolean attribute) {
    int from = 0;
    StringBuilder resolved = new StringBuilder(text.length());
    for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
      resolved.append(text, from, at);
      int end = text.indexOf(';', at, Math.min(at + LONGEST, text.length()));
      String plain = end > at ? plain(text, at + 1, end) : "";
      if (!plain.isEmpty()) {
        resolved.append(plain);
        from = end + 1;
      } else if (isLone(text, at + 1)) {
        resolved.append('&');
        from = at + 1;
      } else {
        return Parser.unescapeEntities(text, attribute);
      }
    }
    return resolved.append(text, from, text.length()).toString();
  }

  private static boolean isLone(String text, int next) {
    return next == text.length() || text.charAt(next) == ' ';
  }

  private static String plain(String text, int start, int end) {
    if (text.charAt(start) == '#') {
      return numbered(text, start + 1, end);
    }
    return NAMED.getOrDefault(text.substring(start, end), "");
  }

  /** Printable characters of the basic plane; empty for all that is odd about the number. */
  private static String numbered(String text, int start, int end) {
    boolean hex = start < end && (text.charAt(start) | 0x20) == 'x';
    int number = 0;
    for (int index = hex ? start + 1 : start; index < end; index++) {
      int digit = Character.digit(text.charAt(index), hex ? 16 : 10);
      if (digit < 0 || text.charAt(index) > 'f') {
        return "";
      }
      number = number * (hex ? 16 : 10) + digit;
    }
    boolean printable = (number >= 0x20 && number < 0x7F) || (number >= 0xA0 && number < 0xD800);
    return printable ? String.valueOf((char) number) : "";
  }
}
