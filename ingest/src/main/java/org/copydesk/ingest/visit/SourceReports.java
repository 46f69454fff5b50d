package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.discover.TrapGuard;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log and the meters how sources are doing. Immutable, safe for many threads. */
final class SourceReports {

  private static final Logger log = LoggerFactory.getLogger(SourceReports.class);

  /** Patterns of addresses in a line of the log. */
  private static final int SHOWN = 5;

  private final IngestMeters meters;

  SourceReports(IngestMeters meters) {
    this.meters = meters;
  }

  /** A feed, sitemap or section was read. */
  void read(Source source, Feed feed, Discovery.Found found) {
    meters.polled(found.urls().isEmpty() ? "nothing-new" : "new");
    meters.discovered(found.urls().size());
    meters.unusable(found.unusable());
    feed.repairs().forEach(repair -> meters.repaired(repair.code()));
    boolean isPlain = feed.repairs().isEmpty() && found.untrusted() == 0 && found.unusable() == 0;
    var line = isPlain ? log.atDebug() : log.atInfo();
    line.addKeyValue("source", source.id())
        .addKeyValue("entries", feed.entries().size())
        .addKeyValue("new", found.urls().size())
        .addKeyValue("linkless", feed.linkless())
        .addKeyValue("unusable", found.unusable())
        .addKeyValue("untrusted", found.untrusted())
        .addKeyValue("repairs", feed.repairs())
        .log("source read");
  }

  /** Entries came and went between two looks; about how many, where that can be told. */
  void missed(Source source, SourceState before, OptionalLong estimate) {
    meters.missed(estimate);
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("lastLook", before.polled())
        .addKeyValue("usualGap", before.newsGap())
        .addKeyValue("missedAbout", estimate.isPresent() ? estimate.getAsLong() : "not known")
        .log("entries were missed: nothing shown now was shown last time");
  }

  /** Pages that are no news went into the backfill lane. */
  void archived(Source source, int urls) {
    if (urls > 0) {
      meters.archived(urls);
      log.atInfo()
          .addKeyValue("source", source.id())
          .addKeyValue("urls", urls)
          .log("old pages of a sitemap go behind live work");
    }
  }

  /** A site's front page was read. */
  void siteRead() {
    meters.polled("site");
  }

  /** A section's or a front page asks that its links are not followed. */
  void nofollow(Source source) {
    meters.nofollow();
    log.atInfo()
        .addKeyValue("source", source.id())
        .addKeyValue("url", source.address())
        .log("page asks that its links are not followed");
  }

  /** The answer was the last one's. */
  void unchanged() {
    meters.polled("unchanged");
  }

  /** A question failed. */
  void failed() {
    meters.polled("failed");
  }

  /** A source that is kept failed. */
  void failed(Source source, SourceState after) {
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("url", source.address())
        .addKeyValue("reason", after.trouble())
        .addKeyValue("failures", after.failures())
        .addKeyValue("usualGap", after.newsGap())
        .addKeyValue("next", after.nextPoll())
        .log("source failed");
  }

  /** A source cannot be asked, for its host is not to be asked for anything. */
  void hostSuspended(Source source, SourceState after) {
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("url", source.address())
        .addKeyValue("reason", after.trouble())
        .addKeyValue("lastNew", after.lastNew())
        .addKeyValue("usualGap", after.newsGap())
        .log("source cannot be asked");
  }

  /** Said once, when the silence becomes longer than the source's habits explain. */
  void silent(Source source, SourceState before, Instant now) {
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

  void moved(Source source, URI target) {
    log.atInfo()
        .addKeyValue("source", source.id())
        .addKeyValue("from", source.address())
        .addKeyValue("to", target)
        .log("source moved");
  }

  /** Addresses were left out because their host, or one pattern of its, shows too many. */
  void trapped(Source source, TrapGuard.Admitted admitted) {
    meters.trapped(admitted.left());
    log.atWarn()
        .addKeyValue("source", source.id())
        .addKeyValue("left", admitted.left())
        .addKeyValue("patterns", admitted.trapped().stream().sorted().limit(SHOWN).toList())
        .log("source shows addresses without end, left out");
  }
}
