package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Writes WARC files byte by byte, as other programs do, right and wrong. */
final class WarcDraft {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final boolean packed;

  /**
   * @param packed whether each record is a gzip member of its own
   */
  WarcDraft(boolean packed) {
    this.packed = packed;
  }

  /** A captured page that is an HTML article. */
  WarcDraft page(String url, String title) {
    return response(
        url, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html(title));
  }

  WarcDraft response(String url, String http) {
    return response(url, http.getBytes(UTF_8));
  }

  WarcDraft response(String url, byte[] http) {
    return record("response", url, "application/http; msgtype=response", http);
  }

  WarcDraft record(String type, String url, String contentType, byte[] block) {
    return record(type, url, contentType, block, "2024-05-06T07:08:09Z", block.length);
  }

  WarcDraft record(
      String type, String url, String contentType, byte[] block, String date, long length) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(
        ("WARC/1.0\r\nWARC-Type: "
                + type
                + "\r\nWARC-Record-ID: <urn:uuid:"
                + UUID.nameUUIDFromBytes((type + url + date).getBytes(UTF_8))
                + ">\r\nWARC-Date: "
                + date
                + "\r\n"
                + (url.isEmpty() ? "" : "WARC-Target-URI: " + url + "\r\n")
                + "Content-Type: "
                + contentType
                + "\r\nContent-Length: "
                + length
                + "\r\n\r\n")
            .getBytes(UTF_8));
    record.writeBytes(block);
    record.writeBytes("\r\n\r\n".getBytes(UTF_8));
    return raw(packed ? gzip(record.toByteArray()) : record.toByteArray());
  }

  /** Bytes that belong to no record. */
  WarcDraft raw(byte[] any) {
    bytes.writeBytes(any);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  Path write(Path file) {
    try {
      return Files.write(file, toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String html(String title) {
    String sentence =
        " The people of the valley met on Monday evening and talked about it until late.";
    return "<!doctype html><html lang=en><head><title>"
        + title
        + "</title></head><body><article><h1>"
        + title
        + "</h1><p>"
        + title
        + ":"
        + sentence.repeat(4)
        + "</p><p>The mayor spoke."
        + sentence.repeat(4)
        + "</p></article></body></html>";
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
