package org.copydesk.ingest.sitemap;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.ExtensionMetadata;
import crawlercommons.sitemaps.extension.NewsAttributes;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads sitemaps of all kinds that sitemaps.org names, with Google's news extension, through
 * crawler-commons. Never throws for any input. Thread-safe.
 */
public final class SitemapReader {

  /** Of unpacked sitemaps; the format allows 50 MiB, news sitemaps hold a thousand entries. */
  private static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final Comparator<FeedEntry> NEWEST_FIRST =
      Comparator.comparing(SitemapReader::date).reversed();

  private final FeedDates dates;

  public SitemapReader(FeedDates dates) {
    this.dates = dates;
  }

  /** Reads one answer of the sitemap at an address. */
  public SitemapReading read(byte[] body, URI address) {
    byte[] plain = Gunzip.isGzip(body) ? Gunzip.unpack(body, MAX_BYTES) : body;
    try {
      AbstractSiteMap parsed = parser().parseSiteMap(plain, address.toURL());
      return switch (parsed) {
        case SiteMapIndex index -> new SitemapReading.Index(children(index));
        case SiteMap pages -> new SitemapReading.Pages(feed(pages));
        default -> new SitemapReading.Unreadable("not-a-sitemap");
      };
    } catch (UnknownFormatException | IOException unreadable) {
      return new SitemapReading.Unreadable("not-a-sitemap");
    }
  }

  /** Not shared: the parser keeps state. Pages of other hosts are the normaliser's business. */
  private static SiteMapParser parser() {
    SiteMapParser parser = new SiteMapParser(false, true);
    parser.setStrictNamespace(false);
    parser.enableExtension(Extension.NEWS);
    return parser;
  }

  private List<SitemapReading.Child> children(SiteMapIndex index) {
    List<SitemapReading.Child> children = new ArrayList<>();
    for (AbstractSiteMap child : index.getSitemaps()) {
      children.add(
          new SitemapReading.Child(child.getUrl().toString(), instant(child.getLastModified())));
    }
    return children;
  }

  private Feed feed(SiteMap pages) {
    List<FeedEntry> entries = new ArrayList<>();
    for (SiteMapURL page : pages.getSiteMapUrls()) {
      entries.add(entry(page));
    }
    entries.sort(NEWEST_FIRST);
    return new Feed(entries, 0, null, Set.of());
  }

  private FeedEntry entry(SiteMapURL page) {
    NewsAttributes news = news(page);
    return new FeedEntry(
        page.getUrl().toString(),
        news == null ? null : instant(news.getPublicationDate()),
        instant(page.getLastModified()),
        news == null ? null : news.getTitle());
  }

  private static @Nullable NewsAttributes news(SiteMapURL page) {
    ExtensionMetadata[] found = page.getAttributesForExtension(Extension.NEWS);
    return found != null && found.length > 0 && found[0] instanceof NewsAttributes news
        ? news
        : null;
  }

  private @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : dates.sensible(date.toInstant()).orElse(null);
  }

  private static Instant date(FeedEntry entry) {
    Instant published = entry.published();
    Instant updated = entry.updated();
    return published != null ? published : updated != null ? updated : Instant.EPOCH;
  }
}
