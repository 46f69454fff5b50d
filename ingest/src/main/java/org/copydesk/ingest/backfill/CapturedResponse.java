package org.copydesk.ingest.backfill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;

/**
 * An HTTP response as an archive holds it, its body without transfer and content encoding. Archives
 * often store the decoded body under the headers that it came with, so an encoding is undone only
 * where the bytes bear it out.
 *
 * @param truncated whether the body has more bytes than were wanted, or breaks off
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies of 5 MiB cost
record CapturedResponse(HttpResponse head, byte[] body, boolean truncated) {

  private static final int CHUNK = 64 * 1024;

  /** The body has an encoding that we cannot undo. */
  static final class UnknownEncoding extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownEncoding(String encoding) {
      super(encoding);
    }
  }

  private record Bytes(byte[] value, boolean truncated) {}

  /**
   * Reads a response.
   *
   * @param block the record's block: status line, headers and body
   * @param maxBody where the body is cut
   * @throws IOException when it is no HTTP response
   */
  static CapturedResponse read(byte[] block, int maxBody) throws IOException {
    HttpResponse head =
        HttpResponse.parseWithoutBody(Channels.newChannel(new ByteArrayInputStream(block)), null);
    byte[] stored = storedBody(block);
    Bytes plain = decoded(head, dechunked(head, stored), maxBody);
    return new CapturedResponse(head, plain.value(), plain.truncated());
  }

  int status() {
    return head.status();
  }

  Optional<String> header(String name) {
    return head.headers().first(name);
  }

  List<String> headers(String name) {
    return head.headers().all(name);
  }

  /** What follows the first empty line. */
  private static byte[] storedBody(byte[] block) {
    for (int i = 0; i + 1 < block.length; i++) {
      if (block[i] == '\n') {
        int next = block[i + 1] == '\r' && i + 2 < block.length ? i + 2 : i + 1;
        if (block[next] == '\n') {
          return java.util.Arrays.copyOfRange(block, next + 1, block.length);
        }
      }
    }
    return new byte[0];
  }

  /** What breaks off, or was never chunked though its headers say so, is taken as it is. */
  private static byte[] dechunked(HttpResponse head, byte[] stored) {
    boolean isChunked =
        head.headers().all("Transfer-Encoding").stream()
            .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    return isChunked && Chunks.looksLike(stored) ? Chunks.join(stored) : stored;
  }

  private static Bytes decoded(HttpResponse head, byte[] body, int maxBody) throws IOException {
    String encoding =
        head.headers().first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    try {
      InputStream plain =
          Packing.unpack(body, encoding).orElseThrow(() -> new UnknownEncoding(encoding));
      Bytes unpacked = bounded(plain, maxBody);
      if (unpacked.truncated && unpacked.value.length == 0) {
        throw new UnknownEncoding(encoding);
      }
      return unpacked;
    } catch (IOException notOfIt) {
      throw new UnknownEncoding(encoding);
    }
  }

  private static Bytes bounded(InputStream in, int maxBody) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    boolean truncated = false;
    try (in) {
      byte[] chunk = new byte[CHUNK];
      int read = in.read(chunk);
      while (read >= 0 && !truncated) {
        int room = maxBody - plain.size();
        plain.write(chunk, 0, Math.min(read, room));
        truncated = read > room;
        read = in.read(chunk);
      }
    } catch (IOException brokenOff) {
      // What came until here is a page that was cut.
      truncated = true;
    }
    return new Bytes(plain.toByteArray(), truncated);
  }
}
