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
import org.copydesk.ingest.state.Ledger;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.RobotsReferral;
import org.jspecify.annotations.Nullable;

/**
 * Where one host's robots.txt redirects to another host, the question goes to that host's owner by
 * {@code news.robots-referrals.v1}, waits in that host's queue, and the answer comes back the same
 * way: only its owner talks to a host, at the host's own pace. What is lost on the way is asked for
 * again.
 */
final class RobotsReferrals {

  /** A host whose rules lie at a host that does not come to its turn is suspended. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Requests requests;
  private final RobotsReader reader;
  private final HostNotes notes;
  private final Ledger ledger;
  private final Clock clock;

  RobotsReferrals(
      Requests requests, RobotsReader reader, HostNotes notes, Ledger ledger, Clock clock) {
    this.requests = requests;
    this.reader = reader;
    this.notes = notes;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Whether an address is another host's. */
  static boolean isElsewhere(Host host, URI address) {
    String there = Authority.of(address);
    return !there.isEmpty() && !there.equals(host.authority());
  }

  /** Has another host asked for this one's rules. */
  void refer(Host host, URI address) throws InterruptedException {
    Instant now = clock.instant();
    send(RobotsReferral.question(host.authority(), address.toString(), host.robotsHops()));
    host.awaitRobots(now.plus(PATIENCE));
    host.restUntilNextLook(now);
  }

  /** Asks a host for the rules of another. */
  void askFor(Host host, RobotsReferral question) throws InterruptedException, ServerBusy {
    FetchRequest request = FetchRequest.robots(URI.create(question.address()));
    FetchResult result = requests.make(host, request, "robots");
    switch (reader.read(request, result, question.hops())) {
      case RobotsReader.Answer.Rules rules -> found(host, question, rules.robots());
      case RobotsReader.Answer.Elsewhere elsewhere -> onward(question, elsewhere.target());
      case RobotsReader.Answer.Unreachable unreachable -> {
        trouble(question, unreachable.reason(), unreachable.retryAfter());
        note(host, unreachable);
      }
    }
  }

  /** Tells that the rules cannot be known now. */
  void trouble(RobotsReferral question, String reason, @Nullable Duration retryAfter)
      throws InterruptedException {
    send(
        question.answered(new RobotsReferral.Answer(clock.instant(), 0, null, reason, retryAfter)));
  }

  private void found(Host host, RobotsReferral question, Robots rules) throws InterruptedException {
    boolean wasSuspended = host.suspensions() > 0;
    host.gaveRobots();
    if (wasSuspended) {
      notes.resumed(host);
    }
    send(
        question.answered(
            new RobotsReferral.Answer(
                rules.fetchedAt(), rules.status(), rules.text(), null, null)));
  }

  /** A redirect to what is no host allows all, as one that may not be followed does. */
  private void onward(RobotsReferral question, URI target) throws InterruptedException {
    send(
        Authority.of(target).isEmpty()
            ? question.answered(new RobotsReferral.Answer(clock.instant(), 0, null, null, null))
            : RobotsReferral.question(question.of(), target.toString(), question.hops() + 1));
  }

  private void note(Host host, RobotsReader.Answer.Unreachable unreachable) {
    if (unreachable.retryAfter() == null) {
      host.failed(unreachable.reason(), clock.instant());
    } else {
      host.suspend(unreachable.reason(), unreachable.retryAfter(), clock.instant());
      notes.suspended(host);
    }
  }

  private void send(RobotsReferral referral) throws InterruptedException {
    ledger.publish(ledger.records().robotsReferral(referral));
  }
}
