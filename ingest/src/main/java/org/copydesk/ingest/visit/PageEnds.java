package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a URL to its end here, always in this order: what it became is acknowledged, then its
 * state is, then its record is done. A crash in between repeats the last step that was not reached.
 */
final class PageEnds {

  private static final Logger log = LoggerFactory.getLogger(PageEnds.class);
  static final String STAGE = "ingest";

  private final Ledger ledger;
  private final Consumer<PageJob> done;
  private final IngestMeters meters;
  private final Clock clock;

  /**
   * @param done told of each job whose record may be committed
   */
  PageEnds(Ledger ledger, Consumer<PageJob> done, IngestMeters meters, Clock clock) {
    this.ledger = ledger;
    this.done = done;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * The page is here.
   *
   * @param canonical the address that it calls its own, where that is another one
   * @param again when it is looked at again, and how; null for never
   */
  void fetched(PageJob job, FetchedPage page, @Nullable URI canonical, @Nullable SecondLook again)
      throws InterruptedException {
    boolean isElsewhere = !page.url().equals(job.target().url());
    String leadsTo = isElsewhere ? page.url() : null;
    List<Outgoing> became = new ArrayList<>();
    List<UrlState> states = new ArrayList<>();
    became.add(ledger.records().page(page, job));
    UrlState state =
        job.ended(UrlState.Status.FETCHED, page.fetchedAt(), null, leadsTo, page.fetchId());
    states.add(again == null ? state : again.plannedIn(state));
    List<Alias> aliases = aliases(job, page, canonical);
    List<Alias> news = aliases.stream().filter(alias -> !isFetched(job, alias)).toList();
    news.forEach(alias -> became.add(ledger.records().outcome(alias.outcome(), job)));
    aliases.forEach(alias -> states.add(alias.state()));
    ledger.publish(became);
    finish(job, states);
    news.forEach(alias -> report(alias.outcome(), job));
    log.atDebug()
        .addKeyValue("url", job.target().url())
        .addKeyValue("urlId", job.target().urlId())
        .addKeyValue("bytes", page.body().length)
        .log("page fetched");
  }

  /**
   * Another look at a page gave nothing new: what became of it before stands.
   *
   * @param seen when it was seen to be as it was; null when it could not be seen
   */
  void stands(PageJob job, @Nullable Instant seen, @Nullable Instant again)
      throws InterruptedException {
    UrlState before =
        planned(job)
            .orElseGet(() -> job.ended(UrlState.Status.FETCHED, clock.instant(), null, null, null));
    finish(job, List.of(before.since(seen == null ? before.at() : seen).dueAt(again)));
    meters.revisited(seen == null ? "failed" : "unchanged");
  }

  /** The state of a page that is being looked at again. */
  Optional<UrlState> planned(PageJob job) {
    return ledger
        .shards()
        .find(job.shard())
        .flatMap(shard -> shard.urls().revisited(job.target().urlId()));
  }

  void refused(PageJob job, String reason, String detail) throws InterruptedException {
    end(job, Disposition.REFUSED, UrlState.Status.REFUSED, reason, detail, null);
  }

  void gone(PageJob job, String reason) throws InterruptedException {
    end(job, Disposition.GONE, UrlState.Status.GONE, reason, null, null);
  }

  void failed(PageJob job, String reason, String detail) throws InterruptedException {
    end(job, Disposition.FAILED, UrlState.Status.FAILED, reason, detail, null);
  }

  /** The URL leads to one of the same host that was fetched already. */
  void redirected(PageJob job, String target) throws InterruptedException {
    end(job, Disposition.DUPLICATE, UrlState.Status.REDIRECTED, "redirect", target, target);
  }

  /** The URL leads to another host: its owner fetches it. */
  void redirectedAway(PageJob job, UrlToFetch target, int hops) throws InterruptedException {
    ledger.publish(ledger.records().url(target, job.trace(), job.discovered(), hops, job.lane()));
    redirected(job, target.url());
  }

  /** The URL must wait; its state holds it, so its record is done. */
  void parked(PageJob job, Instant due, int failed, String reason) throws InterruptedException {
    finish(job, List.of(job.parked(clock.instant(), due, failed, reason)));
    meters.parked(reason);
    log.atDebug()
        .addKeyValue("url", job.target().url())
        .addKeyValue("reason", reason)
        .addKeyValue("due", due)
        .log("page parked");
  }

  /** Takes what is parked of a host in hand that was discovered at a time or before. */
  List<PageJob> takeParked(Host host, Instant limit) {
    return ledger.shards().find(host.shard()).stream()
        .flatMap(shard -> shard.urls().takeParked(host.authority(), limit).stream())
        .map(state -> PageJob.of(state, host.shard()))
        .toList();
  }

  /** Whether a URL of the same shard has come to an end already. */
  boolean isKnown(PageJob job, String urlId) {
    return ending(job, urlId).isPresent();
  }

  /** What came to an end by itself stands; and a source is no article, whatever a page says. */
  private List<Alias> aliases(PageJob job, FetchedPage page, @Nullable URI canonical) {
    List<Alias> aliases = new ArrayList<>();
    if (!page.url().equals(job.target().url())) {
      aliases.add(Alias.ofRedirect(job, page));
    }
    boolean isNews =
        canonical != null
            && !canonical.toString().equals(job.target().url())
            && !isKnown(job, Ids.urlId(canonical.toString()))
            && !isSource(job, canonical);
    if (canonical != null && isNews) {
      aliases.add(Alias.ofCanonical(job, page, canonical));
    }
    return aliases;
  }

  private boolean isSource(PageJob job, URI url) {
    return ledger
        .shards()
        .find(job.shard())
        .map(shard -> shard.sources().isAddress(url))
        .orElse(false);
  }

  /** A page that was fetched has an outcome already, which is not taken back. */
  private boolean isFetched(PageJob job, Alias alias) {
    return ending(job, alias.state().target().urlId())
        .filter(status -> status == UrlState.Status.FETCHED)
        .isPresent();
  }

  private Optional<UrlState.Status> ending(PageJob job, String urlId) {
    return ledger.shards().find(job.shard()).flatMap(shard -> shard.urls().ending(urlId));
  }

  /**
   * Whether a URL that waited in the queue has not been fetched meanwhile under another address
   * that led to it.
   */
  boolean isStillWanted(PageJob job) {
    return job.isRevisit()
        || ledger
            .shards()
            .find(job.shard())
            .map(shard -> shard.urls().isWanted(job.target(), job.discovered()))
            .orElse(true);
  }

  /** What it became when its page was fetched under another address stands; its record is done. */
  void dropped(PageJob job) {
    ledger
        .shards()
        .find(job.shard())
        .ifPresent(shard -> shard.urls().release(job.target().urlId()));
    done.accept(job);
  }

  private void end(
      PageJob job,
      Disposition disposition,
      UrlState.Status status,
      String reason,
      @Nullable String detail,
      @Nullable String leadsTo)
      throws InterruptedException {
    Instant now = clock.instant();
    UrlToFetch target = job.target();
    UrlOutcome outcome =
        new UrlOutcome(
            target.urlId(),
            target.url(),
            disposition,
            reason,
            detail,
            target.sourceId(),
            null,
            STAGE,
            now);
    ledger.publish(ledger.records().outcome(outcome, job));
    finish(job, List.of(job.ended(status, now, reason, leadsTo, null)));
    report(outcome, job);
  }

  private void finish(PageJob job, List<UrlState> states) throws InterruptedException {
    ledger.publish(states.stream().map(ledger.records()::urlState).toList());
    ledger
        .shards()
        .find(job.shard())
        .ifPresent(
            shard -> {
              states.forEach(shard.urls()::put);
              shard.urls().release(job.target().urlId());
            });
    done.accept(job);
  }

  private void report(UrlOutcome outcome, PageJob job) {
    meters.ended(outcome);
    // The store writes the one line for operators, once the outcome is in the database.
    log.atDebug()
        .addKeyValue("url", outcome.url())
        .addKeyValue("urlId", outcome.urlId())
        .addKeyValue("disposition", outcome.disposition().code())
        .addKeyValue("reason", outcome.reason())
        .addKeyValue("detail", outcome.detail())
        .addKeyValue("source", outcome.sourceId())
        .addKeyValue("discovered", job.discovered())
        .log("url ended in ingest");
  }
}
