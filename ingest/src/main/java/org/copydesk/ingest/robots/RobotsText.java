package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The lines of a robots.txt, as its parser and those who explain it read them. */
public final class RobotsText {

  private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");

  private static final int MAX_LINES = 50_000;

  private RobotsText() {}

  /** The lines of a text that was kept byte by byte (ISO 8859-1), in their own charset. */
  public static List<String> lines(String kept) {
    return List.of(LINE_END.split(decoded(kept.getBytes(ISO_8859_1)), MAX_LINES));
  }

  private static String decoded(byte[] body) {
    Charset charset = UTF_8;
    if (body.length > 1 && body[0] == (byte) 0xfe && body[1] == (byte) 0xff) {
      charset = UTF_16BE;
    } else if (body.length > 1 && body[0] == (byte) 0xff && body[1] == (byte) 0xfe) {
      charset = UTF_16LE;
    }
    String text = new String(body, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * A line in a form that crawler-commons reads as RFC 9309 means it: a {@code $} within a path is
   * a plain character, and a name that begins with a lone {@code *} stands for all.
   */
  public static String mended(String line) {
    int comment = line.indexOf('#');
    String plain = comment < 0 ? line : line.substring(0, comment);
    int colon = plain.indexOf(':');
    String value = plain.substring(colon + 1).strip();
    String key = plain.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
    if (key.equals("user-agent") && value.startsWith("*")) {
      boolean isAlone = value.length() > 1 && Character.isWhitespace(value.charAt(1));
      return isAlone ? "User-agent: *" : line;
    }
    int dollar = value.indexOf('$');
    if (colon < 0 || dollar < 0 || dollar == value.length() - 1 || !key.endsWith("allow")) {
      return line;
    }
    int last = value.length() - 1;
    return plain.substring(0, colon + 1)
        + value.substring(0, last).replace("$", "%24")
        + value.charAt(last);
  }

  /** A whole body, mended line by line. */
  static byte[] mended(byte[] body) {
    String kept = new String(body, ISO_8859_1);
    if (kept.indexOf('$') < 0 && !kept.contains("* ") && !kept.contains("*\t")) {
      return body;
    }
    StringBuilder mended = new StringBuilder(kept.length() + 64);
    lines(kept).forEach(line -> mended.append(mended(line)).append('\n'));
    return mended.toString().getBytes(UTF_8);
  }
}
