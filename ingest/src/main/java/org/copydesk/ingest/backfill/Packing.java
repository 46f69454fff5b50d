package org.copydesk.ingest.backfill;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * Undoes the content encodings that archives hold. Told by the bytes where these have a mark, and
 * by the header's word where they have none. What is unpacked is for the caller to bound.
 */
final class Packing {

  /** RFC 9659: no window of HTTP's zstd is larger than 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private Packing() {}

  /**
   * The bytes without their encoding; empty when they have one that is not known.
   *
   * @param encoding as the header names it, in lower case; may be empty
   * @throws IOException when they are not of the encoding
   */
  static Optional<InputStream> unpack(byte[] body, String encoding) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    if (startsWith(body, 0x1f, 0x8b)) {
      return Optional.of(new GZIPInputStream(in));
    }
    boolean isPlain = encoding.isEmpty() || encoding.equals("identity") || looksLikeText(body);
    if (isPlain) {
      return Optional.of(in);
    }
    return switch (encoding) {
      case "deflate" -> Optional.of(inflated(in, new Inflater(!isZlib(body))));
      case "br" -> Optional.of(new BrotliInputStream(in));
      case "zstd" -> Optional.of(new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG));
      default -> Optional.empty();
    };
  }

  /** Gives the inflater's native memory back at once, which waits for the collector otherwise. */
  private static InputStream inflated(InputStream in, Inflater inflater) {
    return new InflaterInputStream(in, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  private static boolean startsWith(byte[] body, int first, int second) {
    return body.length > 2 && (body[0] & 0xff) == first && (body[1] & 0xff) == second;
  }

  /** Some servers send deflate without the frame that the standard asks for. */
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }

  /** Packed bytes hold control characters from the first few on; a page does not. */
  private static boolean looksLikeText(byte[] body) {
    int end = Math.min(body.length, 512);
    for (int i = 0; i < end; i++) {
      int value = body[i] & 0xff;
      if (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') {
        return false;
      }
    }
    return true;
  }
}
