package org.copydesk.extract.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds the charset of a page: byte order mark, HTTP header, meta element, then the language's
 * charsets and detection. Bytes that are UTF-8 beyond chance are UTF-8 whatever is declared; a
 * declared UTF-8 that the bytes contradict is not believed.
 */
public final class CharsetFinder {
  /** Browsers look in the first 1024 bytes; real pages put it later. */
  private static final int META_WINDOW = 16 * 1024;

  private static final int DETECTION_WINDOW = 64 * 1024;

  private CharsetFinder() {}

  /**
   * The text of the bytes; what no charset explains becomes U+FFFD.
   *
   * @param contentType the HTTP header, where there is one
   */
  public static String decode(byte[] bytes, @Nullable String contentType) {
    FoundCharset found = find(bytes, contentType);
    return new String(bytes, found.skip(), bytes.length - found.skip(), found.charset());
  }

  /** The charset of the bytes. */
  static FoundCharset find(byte[] bytes, @Nullable String contentType) {
    FoundCharset marked = byOrderMark(bytes);
    if (marked != null) {
      return marked;
    }
    Utf8Check check = Utf8Check.of(bytes);
    FoundCharset found = find(bytes, contentType, check);
    boolean clean = check.broken() == 0 && found.charset().equals(StandardCharsets.UTF_8);
    return new FoundCharset(found.charset(), 0, found.why(), clean);
  }

  private static FoundCharset find(byte[] bytes, @Nullable String contentType, Utf8Check check) {
    if (check.isBeyondChance()) {
      return found(StandardCharsets.UTF_8, "valid as UTF-8");
    }
    Charset header = WebCharsets.of(parameter(contentType));
    if (header != null && fits(header, check)) {
      return found(header, "header");
    }
    Charset meta = WebCharsets.of(metaCharset(bytes));
    if (meta != null && fits(meta, check)) {
      return found(meta, "meta");
    }
    return detect(bytes, check);
  }

  private static @Nullable FoundCharset byOrderMark(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new FoundCharset(StandardCharsets.UTF_8, 3, "byte order mark", false);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new FoundCharset(StandardCharsets.UTF_16LE, 2, "byte order mark", false);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new FoundCharset(StandardCharsets.UTF_16BE, 2, "byte order mark", false);
    }
    if (startsWith(bytes, '<', 0)) {
      return found(StandardCharsets.UTF_16LE, "two bytes a character");
    }
    return startsWith(bytes, 0, '<')
        ? found(StandardCharsets.UTF_16BE, "two bytes a character")
        : null;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int index = 0; index < prefix.length; index++) {
      if ((bytes[index] & 0xFF) != prefix[index]) {
        return false;
      }
    }
    return true;
  }

  private static FoundCharset found(Charset charset, String why) {
    return new FoundCharset(charset, 0, why, false);
  }

  /** A page that says UTF-8 and is mostly not is something else; others cannot be told so. */
  private static boolean fits(Charset charset, Utf8Check check) {
    return !charset.equals(StandardCharsets.UTF_8)
        || check.broken() == 0
        || check.broken() * 10L <= check.multiByte();
  }

  private static FoundCharset detect(byte[] bytes, Utf8Check check) {
    if (check.broken() == 0 || check.broken() * 20L <= check.multiByte()) {
      Charset escaped = check.multiByte() == 0 ? escaped(bytes) : null;
      return escaped == null
          ? found(StandardCharsets.UTF_8, "detected")
          : found(escaped, "escapes");
    }
    Charset suiting = LanguageCharsets.of(bytes);
    if (suiting != null) {
      return found(suiting, "guessed by the language");
    }
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, DETECTION_WINDOW));
    detector.dataEnd();
    Charset charset = detected(detector.getDetectedCharset());
    return charset == null
        ? found(Charset.forName("windows-1252"), "assumed")
        : found(charset, "guessed");
  }

  /**
   * By a name of the detector's, which may be none of the web's: Thai is TIS620 to it. Read as the
   * web reads it where the web knows it by Java's name.
   */
  private static @Nullable Charset detected(@Nullable String name) {
    if (name == null || !Charset.isSupported(name)) {
      return null;
    }
    Charset known = Charset.forName(name);
    Charset web = WebCharsets.of(known.name());
    return web == null ? known : web;
  }

  /** ISO-2022-JP, whose bytes are all ASCII, by the escape that begins Japanese text. */
  private static @Nullable Charset escaped(byte[] bytes) {
    int last = Math.min(bytes.length, DETECTION_WINDOW) - 2;
    for (int index = 0; index < last; index++) {
      boolean escape = bytes[index] == 0x1B && bytes[index + 1] == '$';
      if (escape && (bytes[index + 2] == 'B' || bytes[index + 2] == '@')) {
        return WebCharsets.of("iso-2022-jp");
      }
    }
    return null;
  }

  /** The charset parameter of a content type, quotes taken off. */
  private static @Nullable String parameter(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    return at < 0 ? null : labelAt(contentType, at + "charset=".length());
  }

  private static @Nullable String metaCharset(byte[] bytes) {
    int length = Math.min(bytes.length, META_WINDOW);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String lower = head.toLowerCase(Locale.ROOT);
    for (int meta = lower.indexOf("<meta"); meta >= 0; meta = lower.indexOf("<meta", meta + 5)) {
      if (lower.lastIndexOf("<!--", meta) > lower.lastIndexOf("-->", meta)) {
        continue; // in a comment
      }
      int end = lower.indexOf('>', meta);
      int at = lower.indexOf("charset", meta);
      if (at > 0 && end > 0 && at < end) {
        int equals = lower.indexOf('=', at);
        return equals < 0 || equals > end ? null : labelAt(head, equals + 1);
      }
    }
    return null;
  }

  private static @Nullable String labelAt(String text, int from) {
    int start = from;
    while (start < text.length() && " \"'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && isLabelCharacter(text.charAt(end))) {
      end++;
    }
    return start == end ? null : text.substring(start, end);
  }

  private static boolean isLabelCharacter(char character) {
    return Character.isLetterOrDigit(character) || "-_:.".indexOf(character) >= 0;
  }
}
