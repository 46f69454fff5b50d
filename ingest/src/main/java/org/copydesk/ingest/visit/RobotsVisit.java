package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Errand;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host for its robots.txt, one hop a visit. Where a redirect leads to another host, the
 * request waits in that host's queue, so that it keeps that host's pace. Only when another instance
 * owns that host is it asked from here: one request a day that the owner does not know of.
 */
final class RobotsVisit {

  /** A host whose rules lie at a host that does not come to its turn is suspended. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Requests requests;
  private final RobotsReader reader;
  private final HostNotes notes;
  private final Shards shards;
  private final Predicate<Errand> otherHosts;
  private final Clock clock;

  /**
   * @param otherHosts puts an errand in its host's queue; false when that host is not ours
   */
  RobotsVisit(
      Requests requests,
      RobotsReader reader,
      HostNotes notes,
      Shards shards,
      Predicate<Errand> otherHosts,
      Clock clock) {
    this.requests = requests;
    this.reader = reader;
    this.notes = notes;
    this.shards = shards;
    this.otherHosts = otherHosts;
    this.clock = clock;
  }

  /** Whether the host's rules are missing or too old. */
  boolean isDue(Host host) {
    return host.robots().map(robots -> robots.isExpired(clock.instant())).orElse(true);
  }

  /** Asks the host, or has the host asked where its rules lie. */
  void ask(Host host, URI url) throws InterruptedException, ServerBusy {
    Instant awaited = host.robotsAwaited().orElse(null);
    if (awaited != null) {
      await(host, awaited);
      return;
    }
    URI address = host.robotsAddress().orElseGet(() -> RobotsReader.address(url));
    if (!isElsewhere(host, address) || !sendTo(host, address)) {
      take(host, host, FetchRequest.robots(address));
    }
  }

  /** Asks a host for the rules of another. */
  void askFor(Host host, Errand.Rules rules) throws InterruptedException, ServerBusy {
    take(host, rules.of(), FetchRequest.robots(rules.url()));
  }

  /** Ends the wait for rules that cannot be asked for. */
  void giveUp(Host host, String reason) {
    unreachable(host, reason, null);
  }

  private static boolean isElsewhere(Host host, URI address) {
    String there = Authority.of(address);
    return !there.isEmpty() && !there.equals(host.authority());
  }

  private boolean sendTo(Host host, URI address) {
    int shard = shards.of(Authority.of(address));
    Instant now = clock.instant();
    // Before the errand is given away: its answer ends the wait.
    host.awaitRobots(now.plus(PATIENCE));
    if (!otherHosts.test(new Errand.Rules(host, shard, address, host.robotsHops()))) {
      host.awaitRobots(null);
      return false;
    }
    host.restUntilNextLook(now);
    return true;
  }

  private void await(Host host, Instant until) {
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      host.restUntilNextLook(now);
    } else {
      unreachable(host, "robots-elsewhere", null);
    }
  }

  private void take(Host asked, Host of, FetchRequest request)
      throws InterruptedException, ServerBusy {
    FetchResult result = requests.make(asked, request, "robots");
    switch (reader.read(request, result, of.robotsHops())) {
      case RobotsReader.Answer.Rules rules -> {
        of.robots(rules.robots());
        boolean wasSuspended = asked.suspensions() > 0;
        of.gaveRobots();
        asked.gaveRobots();
        notes.save(of);
        if (asked != of && wasSuspended) {
          notes.resumed(asked);
        }
      }
      case RobotsReader.Answer.Elsewhere elsewhere -> of.robotsMovedTo(elsewhere.target());
      case RobotsReader.Answer.Unreachable unreachable -> {
        unreachable(of, unreachable.reason(), unreachable.retryAfter());
        if (asked != of && unreachable.retryAfter() != null) {
          asked.suspend(unreachable.reason(), unreachable.retryAfter(), clock.instant());
          notes.suspended(asked);
        } else if (asked != of) {
          asked.failed(unreachable.reason(), clock.instant());
        }
      }
    }
  }

  private void unreachable(Host host, String reason, @Nullable Duration retryAfter) {
    host.robots(null);
    host.suspend(reason, retryAfter, clock.instant());
    notes.suspended(host);
  }
}
