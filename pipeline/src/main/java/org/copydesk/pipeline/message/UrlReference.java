package org.copydesk.pipeline.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references as RFC 3986 section 5.2 has it, on plain text: what stands in links is often
 * no URI. ({@link java.net.URI#resolve} follows an older rule and refuses most of these links.)
 */
public final class UrlReference {

  /** RFC 3986 appendix B, with the characters that a scheme may have. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*+):)?+(?://([^/?#]*+))?+([^?#]*+)(?:\\?([^#]*+))?+(?:#(.*+))?+",
          Pattern.DOTALL);

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlReference() {}

  /**
   * The target of a reference in a document at an absolute address. Takes any text, in linear time.
   */
  public static String resolve(String base, String reference) {
    Parts from = Parts.of(base);
    Parts to = Parts.of(reference);
    return target(from, to).toString();
  }

  /** The same with everything escaped that no URI may hold, except in the authority. */
  public static String resolveEscaped(String base, String reference) {
    Parts target = target(Parts.of(base), Parts.of(reference));
    String query = target.query();
    return new Parts(
            target.scheme(),
            target.authority(),
            escaped(target.path()),
            query == null ? null : escaped(query),
            null)
        .toString();
  }

  private static Parts target(Parts base, Parts to) {
    if (to.scheme() != null) {
      return to.at(to.scheme(), to.authority(), withoutDots(to.path()), to.query());
    }
    if (to.authority() != null) {
      return to.at(base.scheme(), to.authority(), withoutDots(to.path()), to.query());
    }
    if (to.path().isEmpty()) {
      String query = to.query() == null ? base.query() : to.query();
      return to.at(base.scheme(), base.authority(), base.path(), query);
    }
    String path = to.path().startsWith("/") ? to.path() : merged(base, to.path());
    return to.at(base.scheme(), base.authority(), withoutDots(path), to.query());
  }

  private static String merged(Parts base, String path) {
    boolean isBare = base.authority() != null && base.path().isEmpty();
    return isBare ? "/" + path : base.path().substring(0, base.path().lastIndexOf('/') + 1) + path;
  }

  /** Section 5.2.4; the first segment of an absolute path is empty and stays. */
  private static String withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isUp = segments[i].equals("..");
      boolean isDots = isUp || segments[i].equals(".");
      if (isUp && kept.size() > 1) {
        kept.removeLast();
      }
      if (!isDots) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return String.join("/", kept);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String character = Character.toString(c);
      if (isFit(text, i, c)) {
        escaped.append(character);
      } else {
        for (byte octet : character.getBytes(UTF_8)) {
          escaped.append('%').append(HEX.toHexDigits(octet));
        }
      }
      i += character.length();
    }
    return escaped.toString();
  }

  private static boolean isFit(String text, int at, int c) {
    if (c == '%') {
      return at + 2 < text.length()
          && HexFormat.isHexDigit(text.charAt(at + 1))
          && HexFormat.isHexDigit(text.charAt(at + 2));
    }
    return c > ' ' && c < 0x7f && "\"<>[]\\^`{|}".indexOf(c) < 0;
  }

  private record Parts(
      @Nullable String scheme,
      @Nullable String authority,
      String path,
      @Nullable String query,
      @Nullable String fragment) {

    static Parts of(String text) {
      Matcher parts = PARTS.matcher(text);
      if (!parts.matches()) {
        throw new IllegalStateException("the pattern takes any text");
      }
      return new Parts(
          parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
    }

    Parts at(
        @Nullable String newScheme,
        @Nullable String newAuthority,
        String newPath,
        @Nullable String newQuery) {
      return new Parts(newScheme, newAuthority, newPath, newQuery, fragment);
    }

    @Override
    public String toString() {
      return (scheme == null ? "" : scheme + ":")
          + (authority == null ? "" : "//" + authority)
          + path
          + (query == null ? "" : "?" + query)
          + (fragment == null ? "" : "#" + fragment);
    }
  }
}
