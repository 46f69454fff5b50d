package org.copydesk.process;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.util.Optional;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Decides the address that an article is known by: the page's own claim where it may be believed,
 * else where the page came from. A claim is believed only within the same registrable domain
 * (public suffix list), because anything else would let one site overwrite another's articles; and
 * for hosts without one, such as plain addresses, only for the same host and port. Thread-safe.
 */
final class CanonicalUrl {
  private final UrlNormalizer normalizer = new UrlNormalizer();

  /**
   * The canonical URL, normalised.
   *
   * @param page where the page came from
   * @param claimed what the page says, absolute; may be null or anything
   */
  String choose(String page, @Nullable String claimed) {
    URI own = normalizer.normalize(page).orElseGet(() -> URI.create(page));
    return Optional.ofNullable(claimed)
        .flatMap(normalizer::normalize)
        .filter(claim -> isSameSite(own, claim))
        .filter(claim -> !isFrontPage(claim) || isFrontPage(own))
        .orElse(own)
        .toString();
  }

  private static boolean isSameSite(URI one, URI other) {
    String first = registrableDomain(one);
    String second = registrableDomain(other);
    if (first == null || second == null) {
      return one.getHost().equals(other.getHost()) && one.getPort() == other.getPort();
    }
    return first.equals(second);
  }

  // A broken template that calls every article the home page would make one article of them all.
  private static boolean isFrontPage(URI url) {
    String path = url.getPath();
    return (path == null || path.isEmpty() || path.equals("/")) && url.getQuery() == null;
  }

  private static @Nullable String registrableDomain(URI url) {
    // Private suffixes count: blogs of one hosting service are sites of different people.
    return EffectiveTldFinder.getAssignedDomain(url.getHost(), true, false);
  }
}
