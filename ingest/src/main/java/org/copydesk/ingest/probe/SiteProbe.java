package org.copydesk.ingest.probe;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.feed.FeedReader;
import org.copydesk.ingest.feed.FeedReading;
import org.copydesk.ingest.feed.Repair;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.fetch.PageType;
import org.copydesk.ingest.probe.SiteFacts.Found;
import org.copydesk.ingest.probe.SiteFacts.Sample;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.site.SectionReader;
import org.copydesk.ingest.sitemap.SitemapReader;
import org.copydesk.ingest.sitemap.SitemapReading;
import org.copydesk.ingest.why.RobotsFacts;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a site for somebody who thinks of following it: robots.txt, the page at the address, the
 * feeds and articles that it links to, feeds in the usual places, the sitemaps that robots.txt
 * names, and one article. Every request obeys robots.txt and waits its turn. To be used once, by
 * one thread.
 */
public final class SiteProbe {

  private static final List<String> FEED_PLACES =
      List.of("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml");
  private static final List<String> SITEMAP_PLACES = List.of("/sitemap.xml", "/sitemap_index.xml");
  private static final int MAX_SITEMAPS = 4;
  private static final int MAX_SAMPLES = 4;

  private final PoliteFetch fetch;
  private final int maxBytes;
  private final Clock clock;
  private final FeedReader feedReader;
  private final SitemapReader sitemapReader;
  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final Map<URI, Found> feeds = new LinkedHashMap<>();
  private final Map<URI, Found> sitemaps = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<URI> candidates = new ArrayList<>();

  /**
   * @param delay the least pause between two requests to one host
   * @param maxBytes where a body is cut
   * @param progress told of each request before it is made
   */
  public SiteProbe(
      Fetcher fetcher, Duration delay, int maxBytes, Clock clock, Consumer<URI> progress) {
    this.fetch = new PoliteFetch(fetcher, delay, clock, progress);
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.feedReader = new FeedReader(new FeedDates(clock));
    this.sitemapReader = new SitemapReader(new FeedDates(clock));
  }

  /** Looks; never throws for what a site does. */
  public SiteFacts look(URI address) throws InterruptedException {
    Robots robots = fetch.robots(address).orElse(null);
    URI url = address;
    String home;
    SitePage page = null;
    switch (fetch.get(FetchRequest.feed(address, maxBytes, null, null))) {
      case PoliteFetch.Outcome.Not not -> home = not.reason();
      case PoliteFetch.Outcome.Got got -> {
        url = got.url();
        robots = fetch.robots(url).orElse(robots);
        home = take(got);
        page = home.equals("page") ? page(got) : null;
      }
    }
    if (robots != null) {
      lookForFeeds(url, page);
      lookForSitemaps(url, robots);
    }
    List<UrlToFetch> articles = page == null ? List.of() : articles(url, page);
    return new SiteFacts(
        url,
        home,
        robots == null ? null : RobotsFacts.of(robots, url),
        fetch.pause(url),
        page == null ? null : page.name().orElse(null),
        page == null ? null : page.charset().orElse(null),
        page == null ? null : page.language().orElse(null),
        articles.size(),
        List.copyOf(feeds.values()),
        List.copyOf(sitemaps.values()),
        missing,
        robots == null ? null : sample());
  }

  /**
   * What ingest would take for articles if it followed the page; some are tried after the feeds'.
   */
  private List<UrlToFetch> articles(URI url, SitePage page) {
    SectionReader.Section section =
        new SectionReader(normalizer)
            .read("probe", page.document(), url, List.of(), clock.instant());
    section.urls().forEach(article -> addCandidate(URI.create(article.url())));
    return section.urls();
  }

  private String take(PoliteFetch.Outcome.Got got) {
    if (readFeed(got, "given")) {
      return "feed";
    }
    if (isPage(got)) {
      return "page";
    }
    return readSitemap(got, "given") ? "sitemap" : "not-a-page";
  }

  private void lookForFeeds(URI url, @Nullable SitePage page) throws InterruptedException {
    List<URI> linked = page == null ? List.of() : page.feeds();
    for (URI feed : linked) {
      lookForFeed(feed, "link");
    }
    for (String place : FEED_PLACES) {
      if (feeds.isEmpty()) {
        lookForFeed(url.resolve(place), "usual-place");
      }
    }
  }

  private void lookForFeed(URI feed, String how) throws InterruptedException {
    if (feeds.containsKey(feed)) {
      return;
    }
    switch (fetch.get(FetchRequest.feed(feed, maxBytes, null, null))) {
      case PoliteFetch.Outcome.Not not -> missing.add("feed " + feed + ": " + not.reason());
      case PoliteFetch.Outcome.Got got -> {
        if (!readFeed(got, how)) {
          missing.add("feed " + feed + ": not-a-feed");
        }
      }
    }
  }

  private void lookForSitemaps(URI url, Robots robots) throws InterruptedException {
    List<String> named = robots.sitemaps();
    for (String sitemap : named.subList(0, Math.min(MAX_SITEMAPS, named.size()))) {
      URI address = normalizer.normalize(sitemap).orElse(null);
      if (address == null) {
        missing.add("sitemap " + sitemap + ": not-an-address");
      } else {
        lookForSitemap(address, "robots");
      }
    }
    for (String place : SITEMAP_PLACES) {
      if (named.isEmpty() && sitemaps.isEmpty()) {
        lookForSitemap(url.resolve(place), "usual-place");
      }
    }
  }

  private void lookForSitemap(URI sitemap, String how) throws InterruptedException {
    if (sitemaps.containsKey(sitemap)) {
      return;
    }
    switch (fetch.get(FetchRequest.sitemap(sitemap, null, null))) {
      case PoliteFetch.Outcome.Not not -> missing.add("sitemap " + sitemap + ": " + not.reason());
      case PoliteFetch.Outcome.Got got -> {
        if (!readSitemap(got, how)) {
          missing.add("sitemap " + sitemap + ": not-a-sitemap");
        }
      }
    }
  }

  private boolean readFeed(PoliteFetch.Outcome.Got got, String how) {
    FetchResult.Body answer = got.answer();
    FeedReading reading =
        feedReader.read(answer.body(), answer.head().contentType().orElse(null), got.url());
    boolean isEmptyPage =
        reading instanceof FeedReading.Parsed empty
            && empty.feed().entries().isEmpty()
            && isPage(got);
    if (!(reading instanceof FeedReading.Parsed parsed) || isEmptyPage) {
      return false;
    }
    feeds.put(got.url(), found(got.url(), how, false, parsed.feed()));
    addCandidates(got.url(), parsed.feed());
    return true;
  }

  private boolean readSitemap(PoliteFetch.Outcome.Got got, String how) {
    return switch (sitemapReader.read(got.answer().body(), got.url())) {
      case SitemapReading.Pages pages -> {
        sitemaps.put(got.url(), found(got.url(), how, false, pages.feed()));
        addCandidates(got.url(), pages.feed());
        yield true;
      }
      case SitemapReading.Index index -> {
        Instant newest =
            index.children().stream()
                .map(SitemapReading.Child::changed)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        sitemaps.put(
            got.url(), new Found(got.url(), how, true, index.children().size(), newest, List.of()));
        yield true;
      }
      case SitemapReading.Unreadable unreadable -> false;
    };
  }

  private static Found found(URI url, String how, boolean isIndex, Feed feed) {
    Instant newest =
        feed.entries().stream()
            .map(entry -> entry.published() == null ? entry.updated() : entry.published())
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    Set<Repair> repairs = feed.repairs();
    return new Found(
        url,
        how,
        isIndex,
        feed.entries().size(),
        newest,
        repairs.stream().map(Repair::code).sorted().toList());
  }

  private void addCandidates(URI base, Feed feed) {
    for (FeedEntry entry : feed.entries()) {
      normalizer.resolve(base, entry.link()).ifPresent(this::addCandidate);
    }
  }

  private void addCandidate(URI article) {
    if (candidates.size() < MAX_SAMPLES) {
      candidates.add(article);
    }
  }

  private @Nullable Sample sample() throws InterruptedException {
    for (URI candidate : candidates) {
      switch (fetch.get(FetchRequest.page(candidate, maxBytes))) {
        case PoliteFetch.Outcome.Not not -> missing.add("page " + candidate + ": " + not.reason());
        case PoliteFetch.Outcome.Got got -> {
          if (isPage(got)) {
            return new Sample(
                got.url(), got.answer().body(), got.answer().head().contentType().orElse(null));
          }
        }
      }
    }
    return null;
  }

  private static boolean isPage(PoliteFetch.Outcome.Got got) {
    return PageType.isHtml(got.answer().head().contentType().orElse(null), got.answer().body());
  }

  private static SitePage page(PoliteFetch.Outcome.Got got) {
    return new SitePage(
        got.url(), got.answer().body(), got.answer().head().contentType().orElse(null));
  }
}
