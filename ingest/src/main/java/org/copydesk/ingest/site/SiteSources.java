package org.copydesk.ingest.site;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.copydesk.ingest.sitemap.SitemapChoice;
import org.copydesk.pipeline.message.Source.Kind;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a site offers to follow: the sitemaps that its robots.txt names and the feeds that its front
 * page links to, and where to look when it names neither. Immutable, safe for many threads.
 */
public final class SiteSources {

  /** More than a site needs: news, sections, and the ends of what is numbered. */
  private static final int MAX_SITEMAPS = 10;

  private static final int MAX_FEEDS = 5;
  private static final int MAX_NAMED = 200;

  /** Where sitemaps lie by habit; the sitemap protocol's own example first. */
  private static final List<String> SITEMAP_PLACES =
      List.of("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/sitemap-news.xml");

  /** Where the common publishing systems put their feeds. */
  private static final List<String> FEED_PLACES = List.of("/feed", "/rss.xml", "/feed.xml", "/rss");

  private static final List<String> FEED_TYPES =
      List.of("application/rss+xml", "application/atom+xml", "application/feed+json");

  /** What the commonest publishing system calls feeds of comments, in the commonest languages. */
  private static final List<String> COMMENTS =
      List.of(
          "comments feed",
          "comments on",
          "kommentar-feed",
          "flux des commentaires",
          "feed de los comentarios",
          "feed de comentários",
          "feed dei commenti",
          "reacties feed",
          "лента комментариев");

  private final UrlNormalizer normalizer;

  public SiteSources(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** Somewhere to look. */
  public record Found(Kind kind, URI address) {}

  /**
   * What the site names.
   *
   * @param sitemaps the addresses in its robots.txt
   */
  public List<Found> named(Document frontPage, URI base, List<String> sitemaps, Instant now) {
    Map<URI, Found> found = new LinkedHashMap<>();
    sitemaps.stream()
        .limit(MAX_NAMED)
        .filter(link -> !SitemapChoice.isNamedForThePast(link, now))
        .sorted(Comparator.comparing(SiteSources::isForNews).reversed())
        .flatMap(link -> normalizer.resolve(base, link).stream())
        .distinct()
        .limit(MAX_SITEMAPS)
        .forEach(address -> found.put(address, new Found(Kind.SITEMAP, address)));
    frontPage.select("link[rel][href]").stream()
        .filter(SiteSources::isFeed)
        .flatMap(link -> normalizer.resolve(base, link.attr("href")).stream())
        .distinct()
        .limit(MAX_FEEDS)
        .forEach(address -> found.putIfAbsent(address, new Found(Kind.FEED, address)));
    return List.copyOf(found.values());
  }

  /** Where to look at a site that names nothing. */
  public List<Found> guessed(URI base) {
    List<Found> guesses = new ArrayList<>();
    SITEMAP_PLACES.forEach(place -> guesses.add(new Found(Kind.SITEMAP, base.resolve(place))));
    FEED_PLACES.forEach(place -> guesses.add(new Found(Kind.FEED, base.resolve(place))));
    return guesses;
  }

  private static boolean isForNews(String link) {
    return link.toLowerCase(Locale.ROOT).contains("news");
  }

  /**
   * Feeds of comments, which the commonest publishing system links beside the articles', are not.
   */
  private static boolean isFeed(Element link) {
    String rel = " " + link.attr("rel").toLowerCase(Locale.ROOT) + " ";
    String type = link.attr("type").toLowerCase(Locale.ROOT).strip();
    return rel.contains(" alternate ") && FEED_TYPES.contains(type) && !isForComments(link);
  }

  /** Whether a link leads to a feed of comments, by its address or by what it is called. */
  public static boolean isForComments(Element link) {
    String address = link.attr("href").toLowerCase(Locale.ROOT);
    String title = link.attr("title").toLowerCase(Locale.ROOT);
    return address.contains("comments/")
        || address.contains("feed=comments")
        || COMMENTS.stream().anyMatch(title::contains);
  }
}
