package org.copydesk.pipeline.config;

/** Writes lines that {@link java.util.Properties} reads back unchanged. */
final class PropertyText {
  private PropertyText() {}

  static String line(String name, String value) {
    return escaped(name) + "=" + escaped(value);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\\', '=', ':', '#', '!', ' ' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
