package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.sitemap.SitemapChoice;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * Sends a sitemap's pages that are no news any more into the backfill lane: all of them at the
 * first look, later those that came and grew old while nobody looked.
 */
final class ArchiveIntake {

  private final Ledger ledger;
  private final Discovery discovery;
  private final Duration liveAge;
  private final Duration age;
  private final SourceReports reports;
  private final Clock clock;

  /**
   * @param liveAge how old news may be
   * @param age how old any page may be; zero when none is wanted
   */
  ArchiveIntake(
      Ledger ledger,
      Discovery discovery,
      Duration liveAge,
      Duration age,
      SourceReports reports,
      Clock clock) {
    this.ledger = ledger;
    this.discovery = discovery;
    this.liveAge = liveAge;
    this.age = age;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Publishes them.
   *
   * @param pages all that the sitemap shows
   * @return those without a date, which the source's state must remember: at the next look they
   *     would be news
   */
  List<Seen> take(Source source, URI address, Feed pages, SourceState before)
      throws InterruptedException {
    Instant now = clock.instant();
    Feed archive = SitemapChoice.archivedPages(pages, now, liveAge, age, before.succeeded());
    Discovery.Found found = discovery.find(source.id(), address, archive, before);
    List<Outgoing> urls = new ArrayList<>();
    for (UrlToFetch url : found.urls()) {
      if (url.why() == UrlToFetch.Why.NEW) {
        urls.add(ledger.records().url(url, Traceparent.random(), now, 0, Lane.BACKFILL));
      }
    }
    ledger.publish(urls);
    reports.archived(source, urls.size());
    return before.succeeded() == null ? undated(source, address, pages) : List.of();
  }

  private List<Seen> undated(Source source, URI address, Feed pages) {
    SourceState nothing = SourceState.unknown(source.id());
    return discovery.find(source.id(), address, pages, nothing).seen().stream()
        .filter(seen -> seen.updated() == null)
        .toList();
  }
}
