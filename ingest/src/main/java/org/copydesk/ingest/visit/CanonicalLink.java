package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.copydesk.ingest.site.ArticleAddress;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The address that a page calls its own ({@code <link rel=canonical>}, RFC 6596), where it is
 * another one that can be believed: to believe a wrong one costs an article, to doubt a right one
 * costs one request. The page is not parsed; its head's beginning is looked through, in linear
 * time. Immutable, safe for many threads.
 */
final class CanonicalLink {

  private static final int MAX_HEAD = 64 * 1024;
  private static final int MAX_ELEMENT = 4_000;
  private static final int MAX_LINKS = 20;

  /** A page of several, or a place in a list: {@code page=2}, {@code start=30}. */
  private static final Pattern SMALL_NUMBER = Pattern.compile("[^=&]++=[0-9]{1,3}+");

  private final UrlNormalizer normalizer;

  CanonicalLink(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /**
   * The other address; empty where there is none, several, or none to believe.
   *
   * @param address where the page came from
   */
  Optional<URI> of(byte[] page, URI address) {
    Set<String> named = new HashSet<>();
    String head = new String(page, 0, Math.min(MAX_HEAD, page.length), ISO_8859_1);
    String scanned = head.toLowerCase(Locale.ROOT);
    int at = scanned.indexOf('<');
    int left = MAX_LINKS;
    while (at >= 0 && left > 0 && !scanned.startsWith("<body", at)) {
      if (isCanonical(scanned, at)) {
        read(head, at, address, named);
        left--;
      }
      at = scanned.indexOf('<', after(scanned, at));
    }
    return named.size() == 1
        ? normalizer
            .normalize(named.iterator().next())
            .filter(canonical -> isBelievable(canonical, address))
        : Optional.empty();
  }

  /** What stands in a comment or a script is no element of the page. */
  private static int after(String scanned, int at) {
    if (scanned.startsWith("<!--", at)) {
      return end(scanned, "-->", at);
    }
    return scanned.startsWith("<script", at) ? end(scanned, "</script", at) : at + 1;
  }

  private static int end(String scanned, String mark, int at) {
    int end = scanned.indexOf(mark, at);
    return end < 0 ? scanned.length() : end + 1;
  }

  private static boolean isCanonical(String scanned, int at) {
    return scanned.startsWith("<link", at)
        && scanned.substring(at, close(scanned, at)).contains("canonical");
  }

  private static void read(String head, int at, URI address, Set<String> named) {
    String element = head.substring(at, close(head, at)) + '>';
    String text = new String(element.getBytes(ISO_8859_1), UTF_8);
    Element link = Jsoup.parse(text, address.toString()).selectFirst("link[href]");
    if (link != null && link.attr("rel").strip().equalsIgnoreCase("canonical")) {
      named.add(link.absUrl("href"));
    }
  }

  /** Where an element ends; where it has no end near, it is none. */
  private static int close(String text, int at) {
    int close = text.indexOf('>', at, Math.min(text.length(), at + MAX_ELEMENT));
    return close < 0 ? at : close;
  }

  /** An article's address on the same site, of which this page is not a part. */
  private static boolean isBelievable(URI canonical, URI address) {
    return !canonical.equals(address)
        && Authority.of(canonical).equals(Authority.of(address))
        && ArticleAddress.isLikely(canonical)
        && !isBelow(address, canonical)
        && !isOneOfSeveral(address, canonical);
  }

  /** The second page of an article, its comments, its pictures; its AMP page is the whole of it. */
  private static boolean isBelow(URI address, URI canonical) {
    String stem = stem(canonical.getRawPath());
    String path = stem(address.getRawPath());
    if (path.length() <= stem.length() || !path.startsWith(stem)) {
      return false;
    }
    String rest = path.substring(stem.length());
    return !rest.equals("/amp") && !rest.equals(".amp");
  }

  private static boolean isOneOfSeveral(URI address, URI canonical) {
    String query = address.getRawQuery();
    String whole = canonical.getRawQuery();
    Set<String> same = whole == null ? Set.of() : Set.of(whole.split("&", -1));
    if (query == null) {
      return false;
    }
    for (String parameter : query.split("&", -1)) {
      if (!same.contains(parameter) && SMALL_NUMBER.matcher(parameter).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String stem(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int dot = whole.lastIndexOf('.');
    return dot > whole.lastIndexOf('/') + 1 ? whole.substring(0, dot) : whole;
  }
}
