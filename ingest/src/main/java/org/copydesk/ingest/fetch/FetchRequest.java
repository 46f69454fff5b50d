package org.copydesk.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for.
 *
 * @param accept the Accept header
 * @param maxBytes where the decoded body is cut
 * @param etag the validator of an earlier answer, for a conditional request
 * @param lastModified the same, as a date
 */
public record FetchRequest(
    URI url, String accept, int maxBytes, @Nullable String etag, @Nullable String lastModified) {

  private static final String HTML = "text/html,application/xhtml+xml;q=0.9";
  private static final String FEED =
      "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,"
          + "text/xml;q=0.9,*/*;q=0.5";
  private static final String TEXT = "text/plain,*/*;q=0.5";

  /** RFC 9309 section 2.5: at least 500 KiB must be parsed, and no more is. */
  public static final int ROBOTS_MAX_BYTES = 500 * 1024;

  /**
   * Of a sitemap, unpacked. The format allows 50 MiB and 50,000 entries; this holds as many entries
   * of two hundred bytes each.
   */
  public static final int SITEMAP_MAX_BYTES = 10 * 1024 * 1024;

  public static FetchRequest page(URI url, int maxBytes) {
    return page(url, maxBytes, null, null);
  }

  /** A page that was fetched before. */
  public static FetchRequest page(
      URI url, int maxBytes, @Nullable String etag, @Nullable String lastModified) {
    return new FetchRequest(url, HTML, maxBytes, etag, lastModified);
  }

  public static FetchRequest feed(
      URI url, int maxBytes, @Nullable String etag, @Nullable String lastModified) {
    return new FetchRequest(url, FEED, maxBytes, etag, lastModified);
  }

  public static FetchRequest sitemap(
      URI url, @Nullable String etag, @Nullable String lastModified) {
    return new FetchRequest(url, FEED, SITEMAP_MAX_BYTES, etag, lastModified);
  }

  public static FetchRequest robots(URI url) {
    return new FetchRequest(url, TEXT, ROBOTS_MAX_BYTES, null, null);
  }
}
