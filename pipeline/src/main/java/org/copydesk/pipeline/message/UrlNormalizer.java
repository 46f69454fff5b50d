package org.copydesk.pipeline.message;

import crawlercommons.filters.basic.BasicURLNormalizer;
import crawlercommons.filters.basic.BasicURLNormalizer.IdnNormalization;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings an http or https URL from outside into the one form that ids are made of: lower-case
 * punycode host, no default port, no fragment, no tracking parameters, sorted query, normal
 * percent-encoding.
 *
 * <p>Law: {@code normalize(normalize(u)) == normalize(u)}. Whatever two parsers could read
 * differently is refused rather than guessed: user information, back-slashes, percent signs in the
 * host, letters that IDNA 2003 and 2008 map to different hosts, numeric hosts that are not plain
 * dotted quads, ports outside 1-65535, control characters, and anything longer than {@link
 * #MAX_LENGTH}. Safe for use by many threads.
 */
public final class UrlNormalizer {

  /** Longest URL accepted, in characters, before and after normalising. */
  public static final int MAX_LENGTH = 4096;

  /**
   * Letters that IDNA 2003, which the library follows, replaces and browsers keep (UTS 46, section
   * 7); the joiners that belong to them are refused as invisible.
   */
  private static final String DEVIATIONS = "\u00df\u1e9e\u03c2";

  private static final String ADDRESS_STAND_IN = "address-literal.invalid";

  private final BasicURLNormalizer asciiRules = rules(IdnNormalization.NONE);
  private final BasicURLNormalizer punycodeRules = rules(IdnNormalization.PUNYCODE);

  /**
   * The normal form, or empty when the text is no http(s) URL that every parser reads alike. Never
   * throws on any text.
   */
  public Optional<URI> normalize(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String url = withoutLineBreaks(text.strip());
    if (!isHttp(url) || hasForbiddenCharacter(url) || !hasPlainAuthority(url)) {
      return Optional.empty();
    }
    return stable(TrackingParameters.without(url))
        .flatMap(UrlNormalizer::parse)
        .filter(UrlNormalizer::isUnambiguous);
  }

  /**
   * Whether a URL's host has an underscore in its name. Browsers open such hosts; {@link URI} sees
   * no host there, and Java's HTTP client refuses the URL, so it has no normal form either.
   */
  public static boolean hasUnderscoreHost(String text) {
    String url = text.strip();
    return isHttp(url) && authority(url).indexOf('_') >= 0;
  }

  /** Resolves a link found in a document against the document's address, then normalises it. */
  public Optional<URI> resolve(URI base, String link) {
    String trimmed = withoutLineBreaks(link.strip());
    if (trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (isHttp(trimmed)) {
      return normalize(trimmed);
    }
    // A back-slash is refused, not escaped: browsers read it as a slash.
    return trimmed.indexOf('\\') >= 0
        ? Optional.empty()
        : normalize(UrlReference.resolveEscaped(base.toString(), trimmed));
  }

  private static BasicURLNormalizer rules(IdnNormalization hosts) {
    return new BasicURLNormalizer(
        BasicURLNormalizer.newBuilder()
            .queryParamsToRemove(TrackingParameters.NAMES)
            .idnNormalization(hosts));
  }

  private Optional<String> stable(String url) {
    String authority = authority(url);
    if (!authority.startsWith("[")) {
      return filter(url);
    }
    // The library escapes an IPv6 address's brackets: normalise with a name in its place.
    String address = authority.substring(0, authority.indexOf(']') + 1);
    return filter(url.replace(address, ADDRESS_STAND_IN))
        .map(form -> form.replace(ADDRESS_STAND_IN, address.toLowerCase(Locale.ROOT)));
  }

  /** Twice: for some inputs, such as escapes that hide dot segments, the library needs it. */
  private Optional<String> filter(String url) {
    String once = (isAscii(authority(url)) ? asciiRules : punycodeRules).filter(url);
    if (once == null) {
      return Optional.empty();
    }
    String twice = asciiRules.filter(once);
    return Optional.ofNullable(twice).filter(form -> form.length() <= MAX_LENGTH);
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(withoutTrailingDot(new URI(url)));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** {@code example.org.} and {@code example.org} are one host. */
  private static URI withoutTrailingDot(URI uri) throws URISyntaxException {
    String host = uri.getHost();
    if (host == null || !host.endsWith(".")) {
      return uri;
    }
    String authority = uri.getRawAuthority();
    String shorter = host.substring(0, host.length() - 1) + authority.substring(host.length());
    return new URI(uri.toString().replaceFirst("//[^/]*", "//" + shorter));
  }

  private static boolean isUnambiguous(URI uri) {
    String host = uri.getHost();
    return host != null
        && !host.isEmpty()
        && uri.getPort() != 0
        && uri.getPort() <= 65_535
        && HostText.isUnambiguous(host);
  }

  private static boolean isHttp(String url) {
    String start = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.equals("https://");
  }

  /** The text between the scheme and the path: no user, no escapes, not empty, no odd port. */
  private static boolean hasPlainAuthority(String url) {
    String authority = authority(url);
    return !authority.isEmpty()
        && authority.indexOf('@') < 0
        && authority.indexOf('%') < 0
        && authority.chars().noneMatch(c -> DEVIATIONS.indexOf(c) >= 0)
        && HostText.isUnambiguousAuthority(authority);
  }

  private static String authority(String url) {
    int from = url.indexOf("//") + 2;
    int to = from;
    while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    return url.substring(from, to);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static boolean hasForbiddenCharacter(String url) {
    return url.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || isInvisible(c));
  }

  /** Line and paragraph separators, zero-width and bidirectional controls, byte-order marks. */
  private static boolean isInvisible(int c) {
    return (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xFEFF;
  }

  /** Feeds wrap long links; browsers drop these three characters too (WHATWG URL, 4.4). */
  private static String withoutLineBreaks(String url) {
    if (url.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
      return url;
    }
    StringBuilder kept = new StringBuilder(url.length());
    url.chars()
        .filter(c -> c != '\n' && c != '\r' && c != '\t')
        .forEach(c -> kept.append((char) c));
    return kept.toString();
  }
}
