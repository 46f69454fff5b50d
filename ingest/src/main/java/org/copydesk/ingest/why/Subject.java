package org.copydesk.ingest.why;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks about: a URL, or a host with all that is known of it.
 *
 * @param authority the host, with the port where it is not the default
 * @param url the normalised URL; null when the whole host is asked about
 */
public record Subject(String authority, @Nullable URI url) {

  private static final UrlNormalizer NORMALIZER = new UrlNormalizer();

  /**
   * Reads {@code https://news.example/a} or {@code news.example:8080}; empty when it is neither.
   */
  public static Optional<Subject> parse(String text) {
    String asked = text.strip();
    String lower = asked.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return NORMALIZER.normalize(asked).map(url -> new Subject(Authority.of(url), url));
    }
    boolean isBare = asked.chars().noneMatch(c -> "/?#@ ".indexOf(c) >= 0);
    // Port 443 without a scheme is still https' own; the stored form of a host never names it.
    String scheme = asked.endsWith(":443") ? "https://" : "http://";
    return isBare && !asked.isEmpty()
        ? NORMALIZER
            .normalize(scheme + asked + "/")
            .map(url -> new Subject(Authority.of(url), null))
        : Optional.empty();
  }

  /** The URL's id; null when the whole host is asked about. */
  public @Nullable String urlId() {
    return url == null ? null : Ids.urlId(url.toString());
  }

  /** As it is shown. */
  public String name() {
    return url == null ? authority : url.toString();
  }
}
