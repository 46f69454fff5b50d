package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.discover.TrapGuard;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedReader;
import org.copydesk.ingest.feed.FeedReading;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.site.SectionReader;
import org.copydesk.ingest.site.SiteSources;
import org.copydesk.ingest.site.SiteSources.Found;
import org.copydesk.ingest.sitemap.SitemapChoice;
import org.copydesk.ingest.sitemap.SitemapReader;
import org.copydesk.ingest.sitemap.SitemapReading;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jsoup.nodes.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a source's answer into URLs and a new state. The URLs are acknowledged before the state is
 * written: after a crash in between they are found again, and their owner knows them.
 */
final class SourceNews {

  private static final Logger log = LoggerFactory.getLogger(SourceNews.class);

  /** A source that fails so often where a redirect led is looked for at its own address again. */
  private static final int FAILURES_BEFORE_RETURN = 5;

  /** A source that was found by following another, and never answered, gets so many tries. */
  private static final int TRIES_OF_FOUND = 3;

  /** One that answered once gets a month of them, at the longest interval of a failing source. */
  private static final int TRIES_OF_LOST = 120;

  private final Ledger ledger;
  private final FeedReader feeds;
  private final SitemapReader sitemaps;
  private final Children children;
  private final SiteNews sites;
  private final SectionReader sections;
  private final Duration liveAge;
  private final UrlNormalizer normalizer;
  private final Discovery discovery;
  private final TrapGuard traps = new TrapGuard();
  private final PollInterval interval;
  private final IngestMeters meters;
  private final Clock clock;

  SourceNews(
      Ledger ledger,
      FeedReader feeds,
      SitemapReader sitemaps,
      UrlNormalizer normalizer,
      Discovery discovery,
      PollInterval interval,
      Duration liveAge,
      IngestMeters meters,
      Clock clock) {
    this.ledger = ledger;
    this.feeds = feeds;
    this.sitemaps = sitemaps;
    this.children = new Children(ledger);
    this.sites = new SiteNews(new SiteSources(normalizer), children, clock);
    this.sections = new SectionReader(normalizer);
    this.liveAge = liveAge;
    this.normalizer = normalizer;
    this.discovery = discovery;
    this.interval = interval;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes in an answer.
   *
   * @param sitemaps the addresses in the host's robots.txt
   */
  void answered(
      ShardState shard, Source source, URI address, FetchResult.Body answer, List<String> sitemaps)
      throws InterruptedException {
    if (source.kind() == Source.Kind.SITE) {
      site(shard, source, address, answer, sitemaps);
      return;
    }
    String hash = Ids.sha256(new String(answer.body(), ISO_8859_1));
    if (hash.equals(shard.sources().state(source.id()).bodyHash())) {
      unchanged(shard, source);
      return;
    }
    switch (source.kind()) {
      case FEED -> feed(shard, source, address, answer, hash);
      case SITEMAP -> sitemap(shard, source, address, answer, hash);
      case SECTION -> section(shard, source, address, answer, hash);
      case SITE -> throw new IllegalStateException("a site has no news of its own");
    }
  }

  private void section(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    Document page = HtmlPages.read(answer, address).orElse(null);
    if (page == null) {
      failed(shard, source, "not-a-page");
      return;
    }
    List<Seen> before = shard.sources().state(source.id()).seen();
    SectionReader.Section section =
        sections.read(source.id(), page, address, before, clock.instant());
    Discovery.Found found =
        new Discovery.Found(section.urls(), section.seen(), section.isGap(), 0, 0);
    Feed shown = new Feed(List.of(), 0, null, Set.of());
    news(shard, source, answer.head(), hash, shown, found, Duration.ZERO);
  }

  private void site(
      ShardState shard, Source source, URI address, FetchResult.Body answer, List<String> sitemaps)
      throws InterruptedException {
    Document page = HtmlPages.read(answer, address).orElse(null);
    if (page == null) {
      failed(shard, source, "not-a-page");
      return;
    }
    List<Seen> found = sites.follow(shard, source, page, address, sitemaps);
    Instant now = clock.instant();
    meters.polled("site");
    SourceState after =
        new SourceState(
            source.id(),
            null,
            null,
            null,
            found,
            now,
            now,
            null,
            now.plus(interval.site()),
            interval.site(),
            null,
            0,
            null);
    keep(shard, source, after, true);
  }

  private void feed(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    FeedReading reading = feeds.read(answer.body(), answer.head().contentType().orElse(null));
    switch (reading) {
      case FeedReading.Parsed parsed ->
          news(shard, source, address, answer.head(), hash, parsed.feed(), Duration.ZERO);
      case FeedReading.Unreadable unreadable ->
          failed(shard, source, "unreadable-" + unreadable.reason());
    }
  }

  private void sitemap(
      ShardState shard, Source source, URI address, FetchResult.Body answer, String hash)
      throws InterruptedException {
    Instant now = clock.instant();
    switch (sitemaps.read(answer.body(), address)) {
      case SitemapReading.Pages pages -> {
        // At the first look, pages without a date are the archive: seen, but not news.
        boolean isFirst = shard.sources().state(source.id()).succeeded() == null;
        Feed fresh = SitemapChoice.freshPages(pages.feed(), now, liveAge, !isFirst);
        Duration rest =
            SitemapChoice.isDead(pages.feed(), now) ? interval.retired() : Duration.ZERO;
        news(shard, source, address, answer.head(), hash, fresh, rest);
      }
      case SitemapReading.Index index -> {
        List<Found> living = new ArrayList<>();
        SitemapChoice.livingSitemaps(index.children(), now)
            .forEach(
                child ->
                    normalizer
                        .normalize(child.link())
                        .ifPresent(link -> living.add(new Found(Source.Kind.SITEMAP, link))));
        children.keep(shard, source, living);
        Feed nothing = new Feed(List.of(), 0, null, Set.of());
        news(shard, source, address, answer.head(), hash, nothing, Duration.ZERO);
      }
      case SitemapReading.Unreadable unreadable ->
          failed(shard, source, "unreadable-" + unreadable.reason());
    }
  }

  void unchanged(ShardState shard, Source source) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    Duration pause = interval.afterNothingNew(source, before);
    meters.polled("unchanged");
    reportSilence(source, before, now);
    SourceState after =
        new SourceState(
            source.id(),
            before.etag(),
            before.lastModified(),
            before.bodyHash(),
            before.seen(),
            now,
            now,
            before.lastNew(),
            now.plus(pause),
            pause,
            before.newsGap(),
            0,
            null);
    keep(shard, source, after, before.failures() > 0);
  }

  void failed(ShardState shard, Source source, String reason) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    int failures = before.failures() + 1;
    Duration pause = interval.afterFailure(source, failures);
    SourceState after =
        new SourceState(
            source.id(),
            before.etag(),
            before.lastModified(),
            before.bodyHash(),
            before.seen(),
            now,
            before.succeeded(),
            before.lastNew(),
            now.plus(pause),
            pause,
            before.newsGap(),
            failures,
            reason);
    meters.polled("failed");
    if (isLost(source, before, failures, reason)) {
      children.drop(shard, source);
      shard.sources().giveBack(source.id());
      return;
    }
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("url", source.address())
        .addKeyValue("reason", reason)
        .addKeyValue("failures", failures)
        .addKeyValue("usualGap", before.newsGap())
        .addKeyValue("next", after.nextPoll())
        .log("source failed");
    reportSilence(source, before, now);
    if (source.movedTo() != null && failures >= FAILURES_BEFORE_RETURN) {
      move(shard, source, source.withMovedTo(null), after);
    } else {
      keep(shard, source, after, true);
    }
  }

  /** Whether a source that nobody declared by hand leads to nothing, or to nothing any more. */
  private static boolean isLost(Source source, SourceState before, int failures, String reason) {
    boolean isForGood =
        reason.startsWith("http-4") || reason.startsWith("unreadable-") || reason.equals("robots");
    int tries = before.succeeded() == null ? TRIES_OF_FOUND : TRIES_OF_LOST;
    return source.origin() == Source.Origin.DISCOVERED
        && isForGood
        && !reason.equals("http-429")
        && failures >= tries;
  }

  /** The source lives at another authority now: its new shard's owner asks it from here on. */
  void moved(ShardState shard, Source source, URI target) throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    // At once the first time; later only in its own rhythm, for two hosts can point at each other.
    Duration pause = source.movedTo() == null ? Duration.ZERO : interval.base(source, null);
    SourceState after =
        new SourceState(
            source.id(),
            null,
            null,
            null,
            before.seen(),
            now,
            before.succeeded(),
            before.lastNew(),
            now.plus(pause),
            before.interval(),
            before.newsGap(),
            before.failures(),
            before.trouble());
    log.atInfo()
        .addKeyValue("source", source.id())
        .addKeyValue("from", source.address())
        .addKeyValue("to", target)
        .log("source moved");
    move(shard, source, source.withMovedTo(target), after);
  }

  /**
   * @param rest how long the source is left alone at least
   */
  private void news(
      ShardState shard,
      Source source,
      URI address,
      ResponseHead head,
      String hash,
      Feed feed,
      Duration rest)
      throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Discovery.Found found = discovery.find(source.id(), address, feed, before);
    news(shard, source, head, hash, feed, found, rest);
  }

  private void news(
      ShardState shard,
      Source source,
      ResponseHead head,
      String hash,
      Feed feed,
      Discovery.Found found,
      Duration rest)
      throws InterruptedException {
    SourceState before = shard.sources().state(source.id());
    Instant now = clock.instant();
    List<Outgoing> urls = new ArrayList<>();
    for (UrlToFetch url : admitted(source, found.urls(), now)) {
      urls.add(ledger.records().url(url, Traceparent.random(), now, 0));
    }
    ledger.publish(urls);
    boolean isNew = !urls.isEmpty();
    if (!isNew) {
      reportSilence(source, before, now);
    }
    Duration asked = pause(source, before, feed, found);
    Duration cached = interval.notWithin(head.maxAge().orElse(null), source, asked, isNew);
    Duration pause = cached.compareTo(rest) > 0 ? cached : rest;
    SourceState after =
        new SourceState(
            source.id(),
            head.first("etag").orElse(null),
            head.first("last-modified").orElse(null),
            hash,
            found.seen(),
            now,
            now,
            isNew ? now : before.lastNew(),
            now.plus(pause),
            pause,
            isNew ? interval.newsGap(before, now) : before.newsGap(),
            0,
            null);
    report(source, feed, found);
    keep(shard, source, after, true);
  }

  private List<UrlToFetch> admitted(Source source, List<UrlToFetch> urls, Instant now) {
    List<UrlToFetch> admitted = traps.admit(urls, now);
    int left = urls.size() - admitted.size();
    if (left > 0) {
      meters.trapped(left);
      log.atWarn()
          .addKeyValue("source", source.id())
          .addKeyValue("left", left)
          .log("source shows addresses without end, left out");
    }
    return admitted;
  }

  private Duration pause(Source source, SourceState before, Feed feed, Discovery.Found found) {
    if (found.isGap()) {
      return interval.afterGap(source, before);
    }
    return found.urls().isEmpty()
        ? interval.afterNothingNew(source, before)
        : interval.base(source, feed.timeToLive());
  }

  /** Said once, when the silence becomes longer than the source's habits explain. */
  private void reportSilence(Source source, SourceState before, Instant now) {
    Instant limit = PollInterval.silentSince(before).orElse(Instant.MAX);
    Instant polled = before.polled();
    if (now.isBefore(limit) || polled == null || !polled.isBefore(limit)) {
      return;
    }
    meters.silent();
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("lastNew", before.lastNew())
        .addKeyValue("usualGap", before.newsGap())
        .log("source is silent");
  }

  private void keep(ShardState shard, Source source, SourceState state, boolean isWritten)
      throws InterruptedException {
    if (isWritten) {
      ledger.publish(ledger.records().sourceState(state, source.authority()));
    }
    shard.sources().put(state);
    shard.sources().giveBack(source.id());
  }

  /** The new place is written before the old one is taken away: a crash leaves two, never none. */
  private void move(ShardState shard, Source from, Source to, SourceState state)
      throws InterruptedException {
    ledger.publish(ledger.records().sourceState(state, to.authority()));
    ledger.publish(ledger.records().source(to));
    boolean isSameShard = ledger.records().shards().of(Authority.of(to.address())) == shard.shard();
    if (isSameShard) {
      shard.sources().put(to);
      shard.sources().put(state);
    } else {
      ledger.publish(
          List.of(
              ledger.records().removal(Topics.SOURCES, from.authority(), from.id()),
              ledger.records().removal(Topics.SOURCE_STATE, from.authority(), from.id())));
      shard.sources().remove(from.id());
      shard.sources().removeState(from.id());
    }
    shard.sources().giveBack(from.id());
  }

  private void report(Source source, Feed feed, Discovery.Found found) {
    meters.polled(found.urls().isEmpty() ? "nothing-new" : "new");
    meters.discovered(found.urls().size());
    feed.repairs().forEach(repair -> meters.repaired(repair.code()));
    if (found.isGap()) {
      meters.missed();
      log.atWarn()
          .addKeyValue("source", source.id())
          .addKeyValue("entries", feed.entries().size())
          .log("entries were missed: nothing shown now was shown last time");
    }
    var line = feed.repairs().isEmpty() && found.untrusted() == 0 ? log.atDebug() : log.atInfo();
    line.addKeyValue("source", source.id())
        .addKeyValue("entries", feed.entries().size())
        .addKeyValue("new", found.urls().size())
        .addKeyValue("linkless", feed.linkless())
        .addKeyValue("unusable", found.unusable())
        .addKeyValue("untrusted", found.untrusted())
        .addKeyValue("repairs", feed.repairs())
        .log("source read");
  }
}
