package org.copydesk.ingest.feed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip up to a bound; what comes before an error or the bound is kept. */
public final class Gunzip {

  private static final int CHUNK = 64 * 1024;

  private Gunzip() {}

  /** Whether bytes begin as gzip does. */
  public static boolean isGzip(byte[] body) {
    return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
  }

  /** What they hold, up to a bound. */
  public static byte[] unpack(byte[] body, int maxBytes) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.min(maxBytes, body.length * 4));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] chunk = new byte[CHUNK];
      int read;
      while (plain.size() < maxBytes && (read = in.read(chunk)) >= 0) {
        plain.write(chunk, 0, Math.min(read, maxBytes - plain.size()));
      }
    } catch (IOException broken) {
      // The parser takes what came until here; an empty rest is reported as unreadable.
      return plain.toByteArray();
    }
    return plain.toByteArray();
  }
}
