package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.pipeline.message.RobotsReferral;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host for its robots.txt, one hop a visit. Where a redirect leads to another host, that
 * one's owner asks there ({@link RobotsReferrals}).
 */
final class RobotsVisit {

  private final Requests requests;
  private final RobotsReader reader;
  private final RobotsReferrals referrals;
  private final HostNotes notes;
  private final Clock clock;

  RobotsVisit(
      Requests requests,
      RobotsReader reader,
      RobotsReferrals referrals,
      HostNotes notes,
      Clock clock) {
    this.requests = requests;
    this.reader = reader;
    this.referrals = referrals;
    this.notes = notes;
    this.clock = clock;
  }

  /** Whether the host's rules are missing or too old. */
  boolean isDue(Host host) {
    return host.robots().map(robots -> robots.isExpired(clock.instant())).orElse(true);
  }

  /** Asks the host, or has the host asked where its rules lie. */
  void ask(Host host, URI url) throws InterruptedException, ServerBusy {
    Instant awaited = host.robotsAwaited().orElse(null);
    URI address = host.robotsAddress().orElseGet(() -> RobotsReader.address(url));
    if (awaited != null) {
      await(host, awaited);
    } else if (RobotsReferrals.isElsewhere(host, address)) {
      referrals.refer(host, address);
    } else {
      take(host, FetchRequest.robots(address));
    }
  }

  private void await(Host host, Instant until) {
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      host.restUntilNextLook(now);
    } else {
      unreachable(host, "robots-elsewhere", null);
    }
  }

  private void take(Host host, FetchRequest request) throws InterruptedException, ServerBusy {
    FetchResult result = requests.make(host, request, "robots");
    switch (reader.read(request, result, host.robotsHops())) {
      case RobotsReader.Answer.Rules rules -> learn(host, rules.robots());
      case RobotsReader.Answer.Elsewhere elsewhere -> host.robotsMovedTo(elsewhere.target());
      case RobotsReader.Answer.Unreachable unreachable ->
          unreachable(host, unreachable.reason(), unreachable.retryAfter());
    }
  }

  /** Asks a host for the rules of another, or tells a host what was found at another. */
  void see(Host host, RobotsReferral referral) throws InterruptedException, ServerBusy {
    RobotsReferral.Answer answer = referral.answer();
    if (answer == null) {
      referrals.askFor(host, referral);
    } else if (isDue(host)) {
      take(host, answer);
    }
  }

  private void take(Host host, RobotsReferral.Answer answer) {
    String trouble = answer.trouble();
    if (trouble == null) {
      learn(host, RobotsReader.kept(host.authority(), answer.at(), answer.status(), answer.text()));
    } else {
      unreachable(host, trouble, answer.retryAfter());
    }
  }

  /** A question that cannot be asked is answered so; an answer that is lost is asked for again. */
  void giveUp(RobotsReferral referral, String reason) throws InterruptedException {
    if (referral.answer() == null) {
      referrals.trouble(referral, reason, null);
    }
  }

  private void learn(Host host, Robots rules) {
    if (!host.hasRoomFor(rules)) {
      unreachable(host, "robots-memory", null);
      return;
    }
    host.robots(rules);
    host.gaveRobots();
    notes.save(host);
  }

  private void unreachable(Host host, String reason, @Nullable Duration retryAfter) {
    host.robots(null);
    host.suspend(reason, retryAfter, clock.instant());
    notes.suspended(host);
  }
}
