package org.copydesk.extract.metadata;

/** Mends what editors' systems commonly break in JSON-LD, in one pass over the characters. */
final class BrokenJson {
  private BrokenJson() {}

  /** A block without any quotation mark, but with entities for them, is escaped as HTML. */
  static String unescaped(String block) {
    boolean escaped = block.indexOf('"') < 0 && block.contains("&quot;");
    return escaped
        ? block
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        : block;
  }

  /** Puts a backslash before each quotation mark that can neither begin nor end a text. */
  static String mended(String json) {
    StringBuilder out = new StringBuilder(json.length() + 16);
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && inText && i + 1 < json.length()) {
        out.append(c).append(json.charAt(++i));
        continue;
      }
      if (c == '"' && inText && !endsText(json, i + 1)) {
        out.append('\\');
      } else if (c == '"') {
        inText = !inText;
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Whether what follows a quotation mark goes on with the object, not with the text. */
  private static boolean endsText(String json, int from) {
    int at = behindSpace(json, from);
    if (at == json.length() || ":}]".indexOf(json.charAt(at)) >= 0) {
      return true;
    }
    if (json.charAt(at) != ',') {
      return false;
    }
    int next = behindSpace(json, at + 1);
    return next == json.length() || "\"{}[],-0123456789".indexOf(json.charAt(next)) >= 0;
  }

  private static int behindSpace(String json, int from) {
    int at = from;
    while (at < json.length() && at < from + 200 && json.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
