package org.copydesk.ingest.visit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.PageType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Reads pages for their links. */
final class HtmlPages {

  /** Front pages hold their links within the first megabyte; more costs only time. */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private HtmlPages() {}

  /** The page of an answer; empty when it is no HTML. */
  static Optional<Document> read(FetchResult.Body answer, URI address) {
    String type = answer.head().contentType().orElse(null);
    if (!PageType.isHtml(type, answer.body())) {
      return Optional.empty();
    }
    byte[] body = answer.body();
    try {
      return Optional.of(
          Jsoup.parse(
              new ByteArrayInputStream(body, 0, Math.min(body.length, MAX_BYTES)),
              charset(type),
              address.toString()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The charset that the header names, where this machine knows it; null lets the page say. */
  private static @Nullable String charset(@Nullable String type) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("charset=");
    if (at < 0) {
      return null;
    }
    String name = lower.substring(at + "charset=".length()).split(";", 2)[0].strip();
    String plain = name.replace("\"", "").replace("'", "");
    return isKnown(plain) ? plain : null;
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
