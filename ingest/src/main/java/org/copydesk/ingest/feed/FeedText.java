package org.copydesk.ingest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The text of a feed or sitemap. The first charset counts that the bytes really are of: the
 * byte-order mark's, UTF-8 where anybody says so, the HTTP header's, the XML declaration's, UTF-8;
 * or else the first of these that most of the bytes beyond ASCII are of (a text may be damaged in a
 * few places), one that is guessed from the bytes, and windows-1252, which takes anything.
 *
 * @param isMended whether the charset was another one than declared, or bytes are of no character
 */
public record FeedText(String text, boolean isMended) {

  private static final int DECLARATION_LENGTH = 256;
  private static final Charset LAST_RESORT = Charset.forName("windows-1252");

  /** Decodes a body, with the help of its header. */
  public static FeedText decode(byte[] body, @Nullable String contentType) {
    Optional<Charset> mark = byteOrder(body);
    if (mark.isPresent()) {
      return new FeedText(withoutMark(new String(body, mark.get())), false);
    }
    Set<Charset> declared = declared(body, contentType);
    Set<Charset> candidates = candidates(declared, body);
    for (Charset charset : candidates) {
      Decoding decoding = Decoding.of(body, charset);
      if (decoding.faults() == 0) {
        boolean isAsDeclared = declared.isEmpty() || declared.contains(charset);
        return new FeedText(decoding.text(), !isAsDeclared);
      }
    }
    return candidates.stream()
        .map(charset -> Decoding.of(body, charset))
        .filter(Decoding::isMostlyRight)
        .findFirst()
        .map(damaged -> new FeedText(damaged.text(), true))
        .orElseGet(() -> new FeedText(guessed(body), true));
  }

  private static String guessed(byte[] body) {
    return CharsetGuess.of(body)
        .map(charset -> Decoding.of(body, charset))
        .filter(Decoding::isMostlyRight)
        .map(Decoding::text)
        .orElseGet(() -> new String(body, LAST_RESORT));
  }

  private static Set<Charset> declared(byte[] body, @Nullable String contentType) {
    Set<Charset> declared = new LinkedHashSet<>();
    parameter(contentType == null ? "" : contentType, "charset").ifPresent(declared::add);
    parameter(declaration(body), "encoding").ifPresent(declared::add);
    return declared;
  }

  private static Set<Charset> candidates(Set<Charset> declared, byte[] body) {
    Set<Charset> candidates = new LinkedHashSet<>();
    if (declared.contains(UTF_8)) {
      candidates.add(UTF_8);
    }
    candidates.addAll(declared);
    candidates.add(UTF_8);
    if (!hasZero(body)) {
      // .NET declares what its strings are in memory, whatever it writes.
      candidates.removeIf(FeedText::isOfWholeWords);
    }
    return candidates;
  }

  private static boolean isOfWholeWords(Charset charset) {
    return charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
  }

  private static boolean hasZero(byte[] body) {
    for (byte b : body) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Charset> byteOrder(byte[] body) {
    if (body.length < 4) {
      return Optional.empty();
    }
    int first = body[0] & 0xff;
    int second = body[1] & 0xff;
    if (first == 0xef && second == 0xbb && (body[2] & 0xff) == 0xbf) {
      return Optional.of(UTF_8);
    }
    if ((first == 0xfe && second == 0xff) || (first == 0 && second == '<')) {
      return Optional.of(UTF_16BE);
    }
    if ((first == 0xff && second == 0xfe) || (first == '<' && second == 0)) {
      return Optional.of(UTF_16LE);
    }
    return Optional.empty();
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String declaration(byte[] body) {
    String start = new String(body, 0, Math.min(DECLARATION_LENGTH, body.length), ISO_8859_1);
    int from = start.indexOf("<?xml");
    int to = start.indexOf("?>");
    return from >= 0 && to > from ? start.substring(from, to) : "";
  }

  /** The charset that {@code name=value} or {@code name="value"} names, where Java knows it. */
  private static Optional<Charset> parameter(String text, String name) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(name + "=");
    if (at < 0) {
      return Optional.empty();
    }
    String value = text.substring(at + name.length() + 1);
    StringTokenizer words = new StringTokenizer(value, " ;\"'\t");
    try {
      return words.hasMoreTokens()
          ? Optional.of(Charset.forName(words.nextToken()))
          : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }
}
