package org.copydesk.app.extraction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file holds. */
public enum InputKind {
  HTML,
  TEXT;

  private static final int WINDOW = 8192;

  /** A text that holds none of these near its beginning is no page. */
  private static final String[] TAGS = {
    "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<p>", "<p "
  };

  /**
   * Tells by the media type where a server said one, else by the beginning of the bytes.
   *
   * @param mediaType as of Content-Type; null for files
   */
  public static InputKind of(byte[] bytes, @Nullable String mediaType) {
    if (mediaType != null && !mediaType.isBlank()) {
      return mediaType.strip().toLowerCase(Locale.ROOT).startsWith("text/plain") ? TEXT : HTML;
    }
    // Tags are ASCII; in UTF-16 every second byte of them is zero.
    String beginning =
        new String(bytes, 0, Math.min(bytes.length, WINDOW), StandardCharsets.ISO_8859_1)
            .replace("\0", "")
            .toLowerCase(Locale.ROOT);
    for (String tag : TAGS) {
      if (beginning.contains(tag)) {
        return HTML;
      }
    }
    return TEXT;
  }
}
