package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/** Fetches a page and sees its URL to an end: a page, a redirect, an outcome, or a later try. */
final class PageVisit {

  /** Redirects followed for one URL, over all hosts. */
  static final int MAX_REDIRECTS = 5;

  private static final String NOT_FOUND = "http-404";

  private final Requests requests;
  private final Judge judge;
  private final UrlNormalizer normalizer;
  private final CanonicalLink canonicals;
  private final PageEnds ends;
  private final RetryPolicy retries;
  private final RevisitPlan plan;
  private final int maxBytes;
  private final Clock clock;

  PageVisit(
      Requests requests,
      Judge judge,
      UrlNormalizer normalizer,
      PageEnds ends,
      RetryPolicy retries,
      RevisitPlan plan,
      int maxBytes,
      Clock clock) {
    this.requests = requests;
    this.judge = judge;
    this.normalizer = normalizer;
    this.canonicals = new CanonicalLink(normalizer);
    this.ends = ends;
    this.retries = retries;
    this.plan = plan;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  Optional<Errand> fetch(Host host, Errand.Page page) throws InterruptedException, ServerBusy {
    PageJob job = page.job();
    if (!ends.isStillWanted(job)) {
      ends.dropped(job);
      return Optional.empty();
    }
    FetchResult result = requests.make(host, request(page), job.isRevisit() ? "revisit" : "page");
    Verdict verdict = judge.page(result);
    note(host, verdict);
    if (job.isRevisit() && isWithoutNews(verdict)) {
      boolean isUnchanged = result instanceof FetchResult.NotModified;
      ends.stands(job, isUnchanged ? clock.instant() : null, next(job));
      return Optional.empty();
    }
    switch (verdict) {
      case Verdict.Page found -> {
        FetchResult.Body answer = found.body();
        URI canonical = canonicals.of(answer.body(), page.url()).orElse(null);
        ends.fetched(job, toPage(page, answer), canonical, secondLook(job, answer));
      }
      case Verdict.Follow follow -> {
        return follow(page, follow.target());
      }
      case Verdict.Refuse refuse -> ends.refused(job, refuse.reason(), refuse.detail());
      case Verdict.Gone gone -> gone(host, job, gone.reason());
      case Verdict.GiveUp giveUp -> ends.failed(job, giveUp.reason(), giveUp.detail());
      case Verdict.Retry retry -> later(host, job, retry.reason(), retry.detail());
      case Verdict.BackOff backOff -> later(host, job, backOff.reason(), "asked to wait");
    }
    return Optional.empty();
  }

  private FetchRequest request(Errand.Page page) {
    return ends.planned(page.job())
        .filter(before -> page.job().isRevisit())
        .map(
            before -> FetchRequest.page(page.url(), maxBytes, before.etag(), before.lastModified()))
        .orElseGet(() -> FetchRequest.page(page.url(), maxBytes));
  }

  /** A second look that fails is no outcome: the next one may not. */
  private static boolean isWithoutNews(Verdict verdict) {
    return switch (verdict) {
      case Verdict.GiveUp giveUp -> true;
      case Verdict.Retry retry -> true;
      case Verdict.BackOff backOff -> true;
      case Verdict.Page page -> false;
      case Verdict.Follow follow -> false;
      case Verdict.Refuse refuse -> false;
      case Verdict.Gone gone -> false;
    };
  }

  private @Nullable Instant next(PageJob job) {
    return plan.next(job, clock.instant()).orElse(null);
  }

  private @Nullable SecondLook secondLook(PageJob job, FetchResult.Body answer) {
    return plan.next(job, clock.instant())
        .map(again -> SecondLook.of(again, answer.head()))
        .orElse(null);
  }

  /** Publishing systems announce before they publish: what is fresh may only not be there yet. */
  private void gone(Host host, PageJob job, String reason) throws InterruptedException {
    boolean hasAttempts = job.attempts() + 1 < retries.attempts();
    if (reason.equals(NOT_FOUND) && hasAttempts && retries.isFresh(job, clock.instant())) {
      later(host, job, reason, "not there yet");
    } else {
      ends.gone(job, reason);
    }
  }

  void refuse(Errand.Page page, String reason, String detail) throws InterruptedException {
    if (page.job().isRevisit()) {
      ends.stands(page.job(), null, null);
      return;
    }
    ends.refused(page.job(), reason, detail);
  }

  void giveUp(Errand.Page page, String reason) throws InterruptedException {
    if (page.job().isRevisit()) {
      ends.stands(page.job(), null, next(page.job()));
      return;
    }
    ends.failed(page.job(), reason, "see the log");
  }

  /**
   * Parks pages of a suspended host, one delay apart from each other. Those that have waited for
   * longer than we are patient, all the time in vain, come to their end, with what was parked
   * before.
   */
  void park(Host host, List<Errand> waiting) throws InterruptedException {
    Instant due = host.nextAllowed();
    String reason = host.suspensionReason().orElse("suspended");
    Instant limit = clock.instant().minus(retries.patience());
    boolean isLost = isLost(host, limit);
    for (Errand errand : waiting) {
      if (errand instanceof Errand.Page page && page.job().isRevisit()) {
        ends.stands(page.job(), null, next(page.job()));
      } else if (errand instanceof Errand.Page page) {
        if (isLost && !limit.isBefore(page.job().discovered())) {
          ends.failed(page.job(), reason, lostSince(host));
        } else {
          due = due.plus(host.delay());
          ends.parked(page.job(), due, page.job().attempts(), reason);
        }
      }
    }
    if (isLost) {
      for (PageJob job : ends.takeParked(host, limit)) {
        ends.failed(job, reason, lostSince(host));
      }
    }
  }

  /** Whether it has done nothing but fail for as long as we are patient. */
  private static boolean isLost(Host host, Instant limit) {
    return host.failingSince().filter(since -> !limit.isBefore(since)).isPresent();
  }

  private static String lostSince(Host host) {
    return "its host has failed since " + host.failingSince().map(Instant::toString).orElse("long");
  }

  /** What the answer says about the host as a whole. */
  private void note(Host host, Verdict verdict) {
    switch (verdict) {
      case Verdict.BackOff backOff ->
          host.suspend(backOff.reason(), backOff.asked(), clock.instant());
      case Verdict.Retry retry when retry.isHostTrouble() ->
          host.failed(retry.reason(), clock.instant());
      case Verdict.Retry retry -> host.succeeded();
      case Verdict.Page page -> host.succeeded();
      case Verdict.Follow follow -> host.succeeded();
      case Verdict.Gone gone -> host.succeeded();
      case Verdict.Refuse refuse -> host.succeeded();
      case Verdict.GiveUp giveUp -> host.succeeded();
    }
  }

  private Optional<Errand> follow(Errand.Page page, URI location) throws InterruptedException {
    PageJob job = page.job();
    URI target = normalizer.normalize(location.toString()).orElse(null);
    int hops = job.hops() + page.hops() + 1;
    if (target == null) {
      boolean isUnderscore = UrlNormalizer.hasUnderscoreHost(location.toString());
      String reason = isUnderscore ? "underscore-host" : "redirect-url";
      ends.refused(job, reason, "redirect to what is no web address for us");
    } else if (target.equals(page.url())) {
      ends.refused(job, "redirect-loop", "redirects to itself");
    } else if (hops > MAX_REDIRECTS) {
      ends.refused(job, "too-many-redirects", "more than " + MAX_REDIRECTS);
    } else if (!Authority.of(target).equals(page.authority())) {
      ends.redirectedAway(job, redirect(job, target), hops);
    } else if (!job.isRevisit() && ends.isKnown(job, Ids.urlId(target.toString()))) {
      ends.redirected(job, target.toString());
    } else {
      return Optional.of(page.movedTo(target));
    }
    return Optional.empty();
  }

  private static UrlToFetch redirect(PageJob job, URI target) {
    UrlToFetch from = job.target();
    return new UrlToFetch(
        Ids.urlId(target.toString()),
        target.toString(),
        from.sourceId(),
        UrlToFetch.Why.REDIRECT,
        from.published(),
        from.updated(),
        from.title());
  }

  private void later(Host host, PageJob job, String reason, String detail)
      throws InterruptedException {
    if (isHostsFault(host, job)) {
      ends.parked(job, host.nextAllowed(), job.attempts(), reason);
      return;
    }
    int failed = job.attempts() + 1;
    if (failed >= retries.attempts()) {
      ends.failed(job, reason, detail + ", " + failed + " attempts");
      return;
    }
    Duration pause = retries.pause(failed);
    Instant due = clock.instant().plus(pause);
    Instant allowed = host.nextAllowed();
    ends.parked(job, allowed.isAfter(due) ? allowed : due, failed, reason);
  }

  /**
   * An outage of the host must not use up the attempts of every URL that waits for it, until both
   * have lasted for as long as we are patient. A URL that has waited so long is at fault where it
   * was its own request that the trouble began with: it may be the only one that fails.
   */
  private boolean isHostsFault(Host host, PageJob job) {
    Instant now = clock.instant();
    Instant limit = now.minus(retries.patience());
    boolean isOutage = host.suspensions() > 1 && !isLost(host, limit);
    return host.isSuspended(now) && (isOutage || limit.isBefore(job.discovered()));
  }

  private FetchedPage toPage(Errand.Page page, FetchResult.Body answer) {
    UrlToFetch target = page.job().target();
    return new FetchedPage(
        target.urlId(),
        page.url().toString(),
        target.url(),
        target.sourceId(),
        Ids.uuidV7(clock),
        answer.head().status(),
        answer.head().contentType().orElse(null),
        answer.truncated(),
        clock.instant(),
        answer.body());
  }
}
