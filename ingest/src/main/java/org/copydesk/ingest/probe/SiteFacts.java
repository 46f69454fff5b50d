package org.copydesk.ingest.probe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.why.RobotsFacts;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a site found.
 *
 * @param url what was looked at, after redirects
 * @param home how that page ended: as a page, a feed or a sitemap, or why not
 * @param robots null when robots.txt does not answer; then nothing is fetched
 * @param pause between two requests to the host
 * @param name what the site calls itself
 * @param charset as declared; null when it is not
 * @param language as declared; null when it is not
 * @param articles how many links on the page are taken for articles; 0 when it is no page
 * @param feeds those that were found and read
 * @param sitemaps those that were found and read
 * @param missing what was named or looked for and is not there, with the reason
 * @param sample a page to extract; null when none was found
 */
public record SiteFacts(
    URI url,
    String home,
    @Nullable RobotsFacts robots,
    Duration pause,
    @Nullable String name,
    @Nullable String charset,
    @Nullable String language,
    int articles,
    List<Found> feeds,
    List<Found> sitemaps,
    List<String> missing,
    @Nullable Sample sample) {

  public SiteFacts {
    feeds = List.copyOf(feeds);
    sitemaps = List.copyOf(sitemaps);
    missing = List.copyOf(missing);
  }

  /**
   * A feed or a sitemap.
   *
   * @param how it was found: {@code link}, {@code robots}, {@code usual-place}, {@code given}
   * @param isIndex whether it is a sitemap of sitemaps
   * @param entries how many it shows
   * @param newest the newest entry's date
   * @param repairs what had to be mended to read it
   */
  public record Found(
      URI url,
      String how,
      boolean isIndex,
      int entries,
      @Nullable Instant newest,
      List<String> repairs) {
    public Found {
      repairs = List.copyOf(repairs);
    }
  }

  /** A page that a source leads to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sample(URI url, byte[] body, @Nullable String contentType) {}
}
