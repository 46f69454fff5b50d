package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells HTML from everything else by the declared type and the first bytes. A declared HTML type is
 * believed unless the bytes are plainly something else; a missing or vague one is sniffed (after
 * WHATWG MIME Sniffing, section 7.1).
 */
public final class PageType {

  private static final int SNIFFED = 1024;
  private static final List<String> HTML_TYPES = List.of("text/html", "application/xhtml+xml");
  private static final List<String> VAGUE_TYPES =
      List.of(
          "",
          "application/octet-stream",
          "text/plain",
          "unknown/unknown",
          "*/*",
          "text/xml",
          "application/xml");
  private static final List<String> HTML_STARTS =
      List.of(
          "<!doctype html",
          "<html",
          "<head",
          "<title",
          "<body",
          "<script",
          "<meta",
          "<!--",
          "<div",
          "<h1",
          "<p>",
          "<p ",
          "<table",
          "<style",
          "<br",
          "<link");

  /** What feeds begin with; many servers call them HTML (after MIME Sniffing, section 7.3). */
  private static final List<String> FEED_STARTS = List.of("<rss", "<feed", "<rdf:rdf");

  private static final List<String> BINARY_STARTS =
      List.of(
          "%PDF-",
          "PK\u0003\u0004",
          "\u001f\u008b",
          "\u0089PNG",
          "GIF8",
          "\u00ff\u00d8\u00ff",
          "RIFF",
          "\u0000\u0000\u0000",
          "ID3",
          "OggS",
          "%!PS",
          "\u007fELF",
          "Rar!");

  private PageType() {}

  /** Whether an answer is an HTML page. */
  public static boolean isHtml(@Nullable String contentType, byte[] body) {
    String type = mediaType(contentType);
    String raw = new String(body, 0, Math.min(SNIFFED, body.length), ISO_8859_1);
    if (BINARY_STARTS.stream().anyMatch(raw::startsWith)) {
      return false;
    }
    String start = firstElement(raw.toLowerCase(Locale.ROOT));
    if (HTML_TYPES.contains(type)) {
      return FEED_STARTS.stream().noneMatch(start::startsWith);
    }
    return VAGUE_TYPES.contains(type) && HTML_STARTS.stream().anyMatch(start::startsWith);
  }

  /** The text behind a byte order mark, an XML declaration and the comments that follow it. */
  private static String firstElement(String page) {
    String text = page.startsWith("\u00ef\u00bb\u00bf") ? page.substring(3) : page;
    text = text.stripLeading();
    if (text.startsWith("<?xml")) {
      text = behind("?>", text);
      while (text.startsWith("<!--")) {
        text = behind("-->", text);
      }
    }
    return text;
  }

  private static String behind(String end, String text) {
    int found = text.indexOf(end);
    return found < 0 ? "" : text.substring(found + end.length()).stripLeading();
  }

  private static String mediaType(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType;
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
