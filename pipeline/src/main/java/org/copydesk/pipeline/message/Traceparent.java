package org.copydesk.pipeline.message;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A W3C Trace Context {@code traceparent}, version 00: it ties together everything that one URL
 * went through.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 lower-case hex digits, not all zero
 * @param flags 2 lower-case hex digits
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public record Traceparent(String traceId, String parentId, String flags) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public Traceparent {
    require(traceId, 32);
    require(parentId, 16);
    require(flags, 2);
  }

  /** A new, sampled trace. */
  public static Traceparent random() {
    return new Traceparent(randomHex(16), randomHex(8), "01");
  }

  public static Traceparent parse(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 4 || !parts[0].equals("00")) {
      throw malformed(text);
    }
    return new Traceparent(parts[1], parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }

  private static void require(String digits, int length) {
    if (digits.length() != length
        || !digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw malformed(digits);
    }
  }

  private static UnreadableMessageException malformed(String text) {
    return new UnreadableMessageException(
        UnreadableMessageException.Kind.MALFORMED, "not a traceparent: " + text);
  }

  private static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
