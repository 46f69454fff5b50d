package org.copydesk.pipeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.copydesk.pipeline.message.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A source to follow.
 *
 * @param id names it in topics, tables and logs; by default made of the address
 * @param name for people; null shows the id
 * @param every how often to look; null means {@code fetch.poll-interval}
 */
public record SourceConfig(
    String id, Kind kind, URI url, @Nullable String name, @Nullable Duration every) {

  private static final int MAX_MADE_ID = 200;
  private static final int KEPT_OF_LONG_ID = 180;

  /** What the address of a source points to. Each is also the key that a source is written with. */
  public enum Kind {
    FEED,
    SITEMAP,
    SECTION,
    SITE;

    /** The key in the configuration file. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SourceConfig {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(url, "url");
  }

  /** A source known by its address alone. */
  public static SourceConfig of(Kind kind, URI url) {
    return new SourceConfig(idOf(url), kind, url, null, null);
  }

  /**
   * The id of a source that was given none: authority, path and query in lower case, all but
   * letters, digits, dots and hyphens as one hyphen; a long one is cut and ends in a hash.
   */
  static String idOf(URI url) {
    String query = url.getRawQuery() == null ? "" : "-" + url.getRawQuery();
    String text = (url.getRawAuthority() + url.getRawPath() + query).toLowerCase(Locale.ROOT);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
      if (plain) {
        id.append(c);
      } else if (!id.isEmpty() && id.charAt(id.length() - 1) != '-') {
        id.append('-');
      }
    }
    int end = id.length();
    String whole = end > 0 && id.charAt(end - 1) == '-' ? id.substring(0, end - 1) : id.toString();
    return whole.length() <= MAX_MADE_ID
        ? whole
        : whole.substring(0, KEPT_OF_LONG_ID) + "-" + Ids.sha256(url.toString()).substring(0, 12);
  }
}
