package org.copydesk.ingest.backfill;

import java.io.ByteArrayOutputStream;

/** The chunked transfer coding of RFC 9112 section 7.1, read from memory. */
final class Chunks {

  /** Digits of a chunk's size that are looked at: enough for any body that fits in memory. */
  private static final int MAX_DIGITS = 8;

  private Chunks() {}

  /** Whether the bytes begin with a chunk's size on a line of its own. */
  static boolean looksLike(byte[] body) {
    int digits = digits(body, 0);
    if (digits == 0 || digits > MAX_DIGITS) {
      return false;
    }
    int next = digits;
    while (next < body.length && body[next] == ' ') {
      next++;
    }
    return next < body.length && (body[next] == '\r' || body[next] == '\n' || body[next] == ';');
  }

  /** The chunks' data, as far as the bytes hold to the coding. */
  static byte[] join(byte[] body) {
    ByteArrayOutputStream data = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (at < body.length) {
      int digits = digits(body, at);
      if (digits == 0 || digits > MAX_DIGITS) {
        break;
      }
      long size = size(body, at, digits);
      int begin = afterLine(body, at + digits);
      int end = (int) Math.min(body.length, begin + size);
      data.write(body, begin, end - begin);
      if (size == 0) {
        break;
      }
      at = afterLine(body, end);
    }
    return data.toByteArray();
  }

  private static int digits(byte[] body, int from) {
    int at = from;
    while (at < body.length && Character.digit(body[at], 16) >= 0) {
      at++;
    }
    return at - from;
  }

  private static long size(byte[] body, int from, int digits) {
    long size = 0;
    for (int i = from; i < from + digits; i++) {
      size = size * 16 + Character.digit(body[i], 16);
    }
    return size;
  }

  private static int afterLine(byte[] body, int from) {
    int at = from;
    while (at < body.length && body[at] != '\n') {
      at++;
    }
    return Math.min(body.length, at + 1);
  }
}
