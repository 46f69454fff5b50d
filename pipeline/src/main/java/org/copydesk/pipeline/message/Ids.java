package org.copydesk.pipeline.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** The names of things: lower-case hex SHA-256 digests, and UUIDv7 for fetches. Thread-safe. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** The id of a URL, which must be normalised already. */
  public static String urlId(String normalisedUrl) {
    return sha256(normalisedUrl);
  }

  /** The id of an article: of its canonical URL, normalised. */
  public static String articleId(String canonicalUrl) {
    return sha256(canonicalUrl);
  }

  /** The hash that tells versions of an article apart: of its headline and body. */
  public static String contentHash(String headline, String body) {
    return sha256(headline + "\u0000" + body);
  }

  /** The lower-case hex SHA-256 of the text's UTF-8 bytes. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A UUID version 7 of a time in the past; the same for the same time and text, always. */
  public static String uuidV7(Instant time, String text) {
    String hash = sha256(text);
    long high = (time.toEpochMilli() << 16) | 0x7000L | Long.parseLong(hash, 0, 3, 16);
    long low = Long.parseUnsignedLong(hash, 16, 32, 16);
    return new UUID(high, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L).toString();
  }

  /** A UUID version 7 (RFC 9562 section 5.7): milliseconds first, so that ids sort by time. */
  public static String uuidV7(Clock clock) {
    long millis = clock.millis();
    long random = RANDOM.nextLong();
    long high = (millis << 16) | 0x7000L | (random & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
