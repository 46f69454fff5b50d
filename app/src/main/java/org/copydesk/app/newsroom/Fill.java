package org.copydesk.app.newsroom;

import java.util.Map;

/**
 * Puts values into the marked places of a text, in one pass, so that a value is never searched for
 * marks itself.
 */
final class Fill {
  private Fill() {}

  /**
   * Replaces every name between {@code open} and {@code close}.
   *
   * @throws IllegalArgumentException if a name has no value
   */
  static String in(String text, String open, String close, Map<String, String> values) {
    StringBuilder filled = new StringBuilder(text.length() + 64);
    int at = 0;
    for (int mark = text.indexOf(open); mark >= 0; mark = text.indexOf(open, at)) {
      int end = text.indexOf(close, mark);
      String name = end < 0 ? text.substring(mark) : text.substring(mark + open.length(), end);
      String value = values.get(name);
      if (end < 0 || value == null) {
        throw new IllegalArgumentException("no value for \"" + name + "\" in: " + text);
      }
      filled.append(text, at, mark).append(value);
      at = end + close.length();
    }
    return filled.append(text, at, text.length()).toString();
  }
}
