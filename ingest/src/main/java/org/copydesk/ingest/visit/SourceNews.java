package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.discover.PollReason;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedReader;
import org.copydesk.ingest.feed.FeedReading;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.robots.PageRules;
import org.copydesk.ingest.site.SectionReader;
import org.copydesk.ingest.site.SiteSources;
import org.copydesk.ingest.site.SiteSources.Found;
import org.copydesk.ingest.sitemap.SitemapChoice;
import org.copydesk.ingest.sitemap.SitemapReader;
import org.copydesk.ingest.sitemap.SitemapReading;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source's answer as what the source is. What is new in it goes to {@link NewsIntake}, what
 * cannot be read to {@link SourceEnds}.
 */
final class SourceNews {

  /** The trouble of a section whose page asks that its links are not followed. */
  static final String NOFOLLOW = "nofollow";

  private static final Feed NOTHING = new Feed(List.of(), 0, null, Set.of());

  private final FeedReader feeds;
  private final SitemapReader sitemaps;
  private final Children children;
  private final SiteNews sites;
  private final SectionReader sections;
  private final Duration liveAge;
  private final UrlNormalizer normalizer;
  private final Discovery discovery;
  private final PollInterval interval;
  private final NewsIntake intake;
  private final ArchiveIntake archive;
  private final SourceEnds ends;
  private final SourceReports reports;
  private final Clock clock;

  SourceNews(
      Children children,
      NewsIntake intake,
      ArchiveIntake archive,
      SourceEnds ends,
      SourceReports reports,
      PollInterval interval,
      Duration liveAge,
      Clock clock) {
    this.feeds = new FeedReader(new FeedDates(clock));
    this.sitemaps = new SitemapReader(new FeedDates(clock));
    this.children = children;
    this.normalizer = new UrlNormalizer();
    this.sites = new SiteNews(new SiteSources(normalizer), children, clock);
    this.sections = new SectionReader(normalizer);
    this.discovery = new Discovery(normalizer);
    this.liveAge = liveAge;
    this.interval = interval;
    this.intake = intake;
    this.archive = archive;
    this.ends = ends;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Takes in an answer.
   *
   * @param named the addresses of sitemaps in the host's robots.txt
   */
  void answered(
      ShardState shard, Source source, URI address, FetchResult.Body answer, List<String> named)
      throws InterruptedException {
    String hash = Ids.sha256(new String(answer.body(), ISO_8859_1));
    boolean isSite = source.kind() == Source.Kind.SITE;
    if (!isSite && hash.equals(shard.sources().state(source.id()).bodyHash())) {
      ends.unchanged(shard, source, answer.head());
      return;
    }
    switch (source.kind()) {
      case FEED -> feed(shard, source, address, answer, hash);
      case SITEMAP -> sitemap(shard, source, address, answer, hash);
      case SECTION -> section(shard, source, address, answer, hash);
      case SITE -> site(shard, source, address, answer, named);
    }
  }

  private void feed(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    FeedReading reading =
        feeds.read(answer.body(), answer.head().contentType().orElse(null), address);
    switch (reading) {
      case FeedReading.Parsed parsed ->
          entries(shard, source, address, answer(answer, hash, parsed.feed(), Duration.ZERO));
      case FeedReading.Unreadable unreadable ->
          ends.failed(shard, source, "unreadable-" + unreadable.reason());
    }
  }

  private void sitemap(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    switch (sitemaps.read(answer.body(), address)) {
      case SitemapReading.Pages pages -> {
        SourceState before = shard.sources().state(source.id());
        List<Seen> kept = archive.take(source, address, pages.feed(), before);
        NewsIntake.Answer fresh = fresh(before, answer, hash, pages.feed());
        Discovery.Found found = discovery.find(source.id(), address, fresh.feed(), before);
        if (found.isGap() && discovery.knowsAny(address, pages.feed(), before)) {
          found = found.withoutGap();
        }
        intake.take(shard, source, fresh, found.remembering(kept));
      }
      case SitemapReading.Index index -> {
        children.keep(shard, source, living(index));
        Feed none = new Feed(List.of(), 0, null, index.repairs());
        entries(shard, source, address, answer(answer, hash, none, Duration.ZERO));
      }
      case SitemapReading.Unreadable unreadable ->
          ends.failed(shard, source, "unreadable-" + unreadable.reason());
    }
  }

  private NewsIntake.Answer fresh(
      SourceState before, FetchResult.Body answer, String hash, Feed pages) {
    Instant now = clock.instant();
    // At the first look, pages without a date are the archive: seen, but not news.
    boolean isFirst = before.succeeded() == null;
    Feed fresh = SitemapChoice.freshPages(pages, now, liveAge, !isFirst);
    Duration rest = SitemapChoice.isDead(pages, now) ? interval.retired() : Duration.ZERO;
    return answer(answer, hash, fresh, rest);
  }

  private List<Found> living(SitemapReading.Index index) {
    List<Found> living = new ArrayList<>();
    SitemapChoice.livingSitemaps(index.children(), clock.instant())
        .forEach(
            child ->
                normalizer
                    .normalize(child.link())
                    .ifPresent(link -> living.add(new Found(Source.Kind.SITEMAP, link))));
    return living;
  }

  private void entries(ShardState shard, Source source, URI address, NewsIntake.Answer answer)
      throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    intake.take(shard, source, answer, discovery.find(source.id(), address, answer.feed(), before));
  }

  private void section(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    Document page = page(shard, source, address, answer);
    if (page == null) {
      return;
    }
    if (rules(answer).forbidsFollowing()) {
      reports.nofollow(source);
      ends.failed(shard, source, NOFOLLOW);
      return;
    }
    List<Seen> before = shard.sources().state(source.id()).seen();
    SectionReader.Section section =
        sections.read(source.id(), page, address, before, clock.instant());
    Discovery.Found found =
        new Discovery.Found(section.urls(), section.seen(), section.isGap(), 0, 0);
    intake.take(shard, source, answer(answer, hash, NOTHING, Duration.ZERO), found);
  }

  private void site(
      ShardState shard, Source source, URI address, FetchResult.Body answer, List<String> named)
      throws InterruptedException {
    Document page = page(shard, source, address, answer);
    if (page == null) {
      return;
    }
    if (rules(answer).forbidsFollowing()) {
      reports.nofollow(source);
      page.select("[href]").remove();
    }
    List<Seen> found = sites.follow(shard, source, page, address, named);
    Instant now = clock.instant();
    reports.siteRead();
    SourceState after =
        SourceState.unknown(source.id())
            .withSeen(found)
            .answeredAt(now)
            .nextAfter(now, interval.site(), PollReason.SITE.code());
    ends.keep(shard, source, after);
  }

  private static PageRules rules(FetchResult.Body answer) {
    return PageRules.of(answer.head().all("x-robots-tag"), answer.body());
  }

  /** The page, or null when it is none and the question has ended with that. */
  private @Nullable Document page(
      ShardState shard, Source source, URI address, FetchResult.Body answer)
      throws InterruptedException {
    Document page = HtmlPages.read(answer, address).orElse(null);
    if (page == null) {
      ends.failed(shard, source, "not-a-page");
    }
    return page;
  }

  private static NewsIntake.Answer answer(
      FetchResult.Body answer, String hash, Feed feed, Duration rest) {
    return new NewsIntake.Answer(answer.head(), hash, feed, rest);
  }
}
