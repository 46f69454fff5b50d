package org.copydesk.ingest.visit;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.ingest.IngestPolicy;
import org.copydesk.ingest.discover.Discovery;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.politeness.Visitor;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.UrlNormalizer;

/** Puts the parts of a visit together. */
public final class Visits {

  private Visits() {}

  /**
   * The visitor of all hosts.
   *
   * @param archiveAge how old a page of a sitemap may be to be fetched behind live work
   * @param done told of each job whose record may be committed
   */
  public static Visitor visitor(
      IngestPolicy policy,
      Duration archiveAge,
      Ledger ledger,
      Consumer<PageJob> done,
      IngestMeters meters,
      Clock clock) {
    Fetcher fetcher = new Fetcher(policy.guard(), policy.userAgent(), policy.deadline());
    Requests requests = new Requests(fetcher, meters, clock);
    HostNotes notes = new HostNotes(ledger);
    RobotsReader robots = new RobotsReader(clock);
    Judge judge = new Judge(clock);
    UrlNormalizer normalizer = new UrlNormalizer();
    PageEnds ends = new PageEnds(ledger, done, meters, clock);
    PollInterval interval = policy.polls();
    SourceReports reports = new SourceReports(meters);
    Children children = new Children(ledger);
    SourceEnds sourceEnds = new SourceEnds(ledger, children, interval, reports, clock);
    NewsIntake intake = new NewsIntake(ledger, interval, sourceEnds, reports, clock);
    ArchiveIntake archive =
        new ArchiveIntake(
            ledger, new Discovery(normalizer), policy.liveAge(), archiveAge, reports, clock);
    SourceNews news =
        new SourceNews(
            children, intake, archive, sourceEnds, reports, interval, policy.liveAge(), clock);
    return new HostVisitor(
        policy.guard(),
        new RobotsVisit(
            requests,
            robots,
            new RobotsReferrals(requests, robots, notes, ledger, clock),
            notes,
            clock),
        new PageVisit(
            requests,
            judge,
            normalizer,
            ends,
            policy.retries(),
            new RevisitPlan(policy.revisitAfter()),
            policy.maxBytes(),
            clock),
        new SourceVisit(
            requests,
            judge,
            normalizer,
            ledger.shards(),
            news,
            sourceEnds,
            policy.maxBytes(),
            clock),
        notes,
        clock);
  }
}
