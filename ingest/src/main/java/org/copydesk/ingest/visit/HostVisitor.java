package org.copydesk.ingest.visit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.guard.Refusal;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.politeness.Visitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does an errand at a host: the guard first, then robots.txt, then the page or the source. Each
 * visit makes one request at most, so that the host's delay lies between any two, redirects and
 * robots.txt included. Where robots.txt leads to another host, its owner asks that one in its turn.
 */
public final class HostVisitor implements Visitor {

  private static final Logger log = LoggerFactory.getLogger(HostVisitor.class);

  private final FetchGuard guard;
  private final RobotsVisit robots;
  private final PageVisit pages;
  private final SourceVisit sources;
  private final HostNotes notes;
  private final Clock clock;

  HostVisitor(
      FetchGuard guard,
      RobotsVisit robots,
      PageVisit pages,
      SourceVisit sources,
      HostNotes notes,
      Clock clock) {
    this.guard = guard;
    this.robots = robots;
    this.pages = pages;
    this.sources = sources;
    this.notes = notes;
    this.clock = clock;
  }

  @Override
  public void prepare(Host host) {
    notes.recall(host);
  }

  @Override
  public Optional<Errand> visit(Host host, Errand errand) throws InterruptedException {
    try {
      return attempt(host, errand);
    } catch (ServerBusy later) {
      return Optional.of(errand);
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of ours, or a page nested too deeply: this errand ends as failed, all others go on.
      log.atError().addKeyValue("url", errand.url()).setCause(e).log("visit failed");
      giveUp(errand);
      return Optional.empty();
    }
  }

  @Override
  public void putAway(Host host, List<Errand> waiting) throws InterruptedException {
    pages.park(host, waiting);
  }

  private Optional<Errand> attempt(Host host, Errand errand)
      throws InterruptedException, ServerBusy {
    if (errand instanceof Errand.Rules rules) {
      robots.see(host, rules.referral());
      sources.hostSuspended(host);
      return Optional.empty();
    }
    Optional<Refusal> refusal = guard.refusal(errand.url());
    if (refusal.isPresent()) {
      refuse(errand, refusal.get().rule().code(), refusal.get().detail());
      return Optional.empty();
    }
    if (robots.isDue(host)) {
      robots.ask(host, errand.url());
      sources.hostSuspended(host);
      return Optional.of(errand);
    }
    boolean isAllowed = host.robots().map(rules -> rules.allows(errand.url())).orElse(false);
    if (!isAllowed) {
      refuse(errand, "robots", "robots.txt of " + host.authority());
      return Optional.empty();
    }
    boolean wasSuspended = host.suspensions() > 0;
    Optional<Errand> again = go(host, errand);
    note(host, wasSuspended);
    return again;
  }

  private Optional<Errand> go(Host host, Errand errand) throws InterruptedException, ServerBusy {
    return switch (errand) {
      case Errand.Page page -> pages.fetch(host, page);
      case Errand.Poll poll -> sources.ask(host, poll);
      case Errand.Rules rules -> throw new IllegalStateException("rules need no rules");
    };
  }

  private void note(Host host, boolean wasSuspended) {
    try {
      if (wasSuspended && host.suspensions() == 0) {
        notes.resumed(host);
      } else if (host.isSuspended(clock.instant())) {
        notes.suspended(host);
      } else {
        notes.slowed(host);
      }
    } catch (RuntimeException e) {
      // The errand has come to its end already and must not get a second one.
      log.atError().addKeyValue("host", host.authority()).setCause(e).log("host not noted");
    }
  }

  private void giveUp(Errand errand) throws InterruptedException {
    switch (errand) {
      case Errand.Page page -> pages.giveUp(page, "internal-error");
      case Errand.Poll poll -> sources.failed(poll, "internal-error");
      case Errand.Rules rules -> robots.giveUp(rules.referral(), "internal-error");
    }
  }

  private void refuse(Errand errand, String reason, String detail) throws InterruptedException {
    switch (errand) {
      case Errand.Page page -> pages.refuse(page, reason, detail);
      case Errand.Poll poll -> sources.failed(poll, reason);
      case Errand.Rules rules -> robots.giveUp(rules.referral(), reason);
    }
  }
}
