package org.copydesk.ingest.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.pipeline.message.HostState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is known of hosts in {@code news.host-state.v1}, for us and for the next owner. */
final class HostNotes {

  private static final Logger log = LoggerFactory.getLogger(HostNotes.class);

  /** Longer rules are asked for again by the next owner instead. */
  private static final int KEPT_ROBOTS = 64 * 1024;

  private final Ledger ledger;

  HostNotes(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Gives a host what an earlier owner has noted. */
  void recall(Host host) {
    ledger
        .shards()
        .find(host.shard())
        .flatMap(shard -> shard.host(host.authority()))
        .ifPresent(
            state -> {
              host.robots(RobotsReader.kept(state));
              host.resume(
                  state.delay(),
                  state.suspendedUntil(),
                  state.reason(),
                  state.failures(),
                  state.failingSince());
            });
  }

  /** Notes and reports a host that was just suspended. */
  void suspended(Host host) {
    Instant until = host.suspendedUntil().orElse(null);
    log.atInfo()
        .addKeyValue("host", host.authority())
        .addKeyValue("reason", host.suspensionReason().orElse(""))
        .addKeyValue("until", until)
        .log("host suspended");
    save(host);
  }

  /** Notes and reports a host that answers again. */
  void resumed(Host host) {
    log.atInfo().addKeyValue("host", host.authority()).log("host resumed");
    save(host);
  }

  /** Notes a host whose pauses have doubled: its next owner must not begin with short ones. */
  void slowed(Host host) {
    Duration noted =
        ledger
            .shards()
            .find(host.shard())
            .flatMap(shard -> shard.host(host.authority()))
            .map(HostState::delay)
            .orElse(Duration.ZERO);
    boolean isSlow = host.delayReason().equals("slow-answers");
    if (isSlow && host.delay().compareTo(noted.multipliedBy(2)) >= 0) {
      save(host);
    }
  }

  void save(Host host) {
    Robots kept =
        host.robots().filter(robots -> robots.text().length() <= KEPT_ROBOTS).orElse(null);
    HostState state =
        new HostState(
            host.authority(),
            host.delay(),
            host.suspendedUntil().orElse(null),
            host.suspensionReason().orElse(null),
            host.suspensions(),
            host.failingSince().orElse(null),
            kept == null ? null : kept.fetchedAt(),
            kept == null ? 0 : kept.status(),
            kept == null || kept.text().isEmpty() ? null : kept.text());
    ledger.shards().find(host.shard()).ifPresent(shard -> shard.put(state));
    // Losing this note costs one request for robots.txt, so nothing waits for it.
    ledger.publisher().inBackground(List.of(ledger.records().hostState(state)), () -> {});
  }
}
