package org.copydesk.extract.metadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that the page calls its own. A candidate on another site is refused: the last
 * two labels of the host must be those of the page, three where the last two are short ({@code
 * co.uk}). Whoever has the public suffix list checks again.
 */
final class CanonicalUrl {
  private static final int MAX_LENGTH = 2_000;

  private CanonicalUrl() {}

  static Candidates<String> find(PageFacts facts) {
    Candidates<String> candidates = new Candidates<>("canonicalUrl", text -> text);
    for (PageScan.Link link : facts.scan().links) {
      if (link.rel().equals("canonical")) {
        add(candidates, facts, "link:canonical", link.href());
      }
    }
    add(candidates, facts, "meta:og:url", facts.scan().meta("og:url"));
    LinkedObject article = facts.article();
    if (article != null) {
      add(candidates, facts, "json-ld:mainEntityOfPage", article.address("mainEntityOfPage"));
      add(candidates, facts, "json-ld:url", article.address("url"));
    }
    candidates.chooseFirst("first in order of trust on the page's own site");
    return candidates;
  }

  private static void add(
      Candidates<String> candidates, PageFacts facts, String source, @Nullable String href) {
    URI resolved = resolve(facts.url(), href);
    if (resolved == null) {
      return;
    }
    candidates
        .add(source, resolved.toString())
        .ifPresent(candidate -> judge(candidate, resolved, facts.url()));
  }

  private static void judge(
      Candidates.Candidate<String> candidate, URI resolved, @Nullable URI page) {
    if (page != null && !sameSite(resolved, page) && !isCopyOf(page, resolved)) {
      candidate.refuse("on another site");
    } else if (page != null && isRoot(resolved) && !isRoot(page)) {
      candidate.refuse("the site's front page");
    }
  }

  /**
   * Whether a page is another copy of the one at an address: the same blog under the domain of a
   * country, or a copy in an AMP cache, which says in its path and its host where it is from.
   */
  private static boolean isCopyOf(URI page, URI original) {
    String host = hostOf(original);
    if (isUnderAnotherSuffix(hostOf(page), host)) {
      return true;
    }
    String path = page.getPath() == null ? "" : page.getPath();
    String encoded = host.replace("-", "--").replace('.', '-');
    return !host.isEmpty()
        && hostOf(page).startsWith(encoded + ".")
        && (path.contains("/s/" + host + "/") || path.contains("/c/" + host + "/"));
  }

  /** {@code lantern.blog.example} and {@code lantern.blog.co.example}: at least two labels stay. */
  private static boolean isUnderAnotherSuffix(String one, String other) {
    String name = withoutSuffix(one);
    return name.indexOf('.') > 0 && name.equals(withoutSuffix(other));
  }

  private static String withoutSuffix(String host) {
    String bare = host.startsWith("www.") ? host.substring(4) : host;
    int site = siteOf(bare).length();
    int end = bare.length() - site + siteOf(bare).indexOf('.');
    return end > 0 && end <= bare.length() ? bare.substring(0, end) : "";
  }

  private static boolean isRoot(URI uri) {
    String path = uri.getPath();
    return (path == null || path.length() <= 1) && uri.getQuery() == null;
  }

  /** An absolute http address, or null. */
  static @Nullable URI resolve(@Nullable URI base, @Nullable String href) {
    if (href == null || href.isBlank() || href.length() > MAX_LENGTH) {
      return null;
    }
    try {
      URI uri = new URI(href.strip().replace(" ", "%20"));
      URI absolute = base == null ? uri : base.resolve(uri);
      String scheme = absolute.getScheme();
      boolean web =
          scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
      return web && absolute.getHost() != null ? absolute : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Not an address: the page says nothing usable here.
      return null;
    }
  }

  static boolean sameSite(URI one, URI other) {
    return siteOf(hostOf(one)).equals(siteOf(hostOf(other)));
  }

  private static String hostOf(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** The registrable part of a host by its labels' lengths; no public suffix list. */
  private static String siteOf(String host) {
    String[] labels = host.split("\\.", -1);
    int count = labels.length;
    if (count <= 2) {
      return host;
    }
    boolean shortPair = labels[count - 1].length() == 2 && labels[count - 2].length() <= 3;
    int keep = shortPair ? 3 : 2;
    return String.join(
        ".", java.util.Arrays.copyOfRange(labels, count - Math.min(keep, count), count));
  }
}
