package org.copydesk.ingest.visit;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ServerBusy;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.RobotsReader;

/** Asks a host for its robots.txt, one hop a visit. */
final class RobotsVisit {

  private final Requests requests;
  private final RobotsReader reader;
  private final HostNotes notes;
  private final Clock clock;

  RobotsVisit(Requests requests, RobotsReader reader, HostNotes notes, Clock clock) {
    this.requests = requests;
    this.reader = reader;
    this.notes = notes;
    this.clock = clock;
  }

  /** Whether the host's rules are missing or too old. */
  boolean isDue(Host host) {
    return host.robots().map(robots -> robots.isExpired(clock.instant())).orElse(true);
  }

  void ask(Host host, URI url) throws InterruptedException, ServerBusy {
    URI address = host.robotsAddress().orElseGet(() -> RobotsReader.address(url));
    FetchRequest request = FetchRequest.robots(address);
    FetchResult result = requests.make(host, request, "robots");
    Instant now = clock.instant();
    switch (reader.read(request, result, host.robotsHops())) {
      case RobotsReader.Answer.Rules rules -> {
        host.robots(rules.robots());
        host.succeeded();
        notes.save(host);
      }
      case RobotsReader.Answer.Elsewhere elsewhere -> host.robotsMovedTo(elsewhere.target());
      case RobotsReader.Answer.Unreachable unreachable -> {
        host.robots(null);
        host.suspend(unreachable.reason(), unreachable.retryAfter(), now);
        notes.suspended(host);
      }
    }
  }
}
