package org.copydesk.ingest.why;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.copydesk.ingest.politeness.Host;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.pipeline.message.HostState;
import org.jspecify.annotations.Nullable;

/**
 * How a host is treated.
 *
 * @param authority the host
 * @param delay the pause between requests in force
 * @param delayReason {@code configured}, {@code crawl-delay}, {@code slow-answers} or {@code noted}
 *     where only the pause itself was written down
 * @param nextRequest before when none begins; null when nobody has it in hand
 * @param address where its name led last; in the operator's own networks with the port
 * @param waitsForAddress whether it waits because enough other hosts are visited there
 * @param suspendedUntil before when it is left alone
 * @param suspensionReason why
 * @param suspensions how often in a row
 * @param robots null when it was not asked for yet, or does not answer
 */
public record HostFacts(
    String authority,
    @Nullable Duration delay,
    @Nullable String delayReason,
    @Nullable Instant nextRequest,
    @Nullable String address,
    boolean waitsForAddress,
    @Nullable Instant suspendedUntil,
    @Nullable String suspensionReason,
    int suspensions,
    @Nullable RobotsFacts robots) {

  /** Of a host that is visited. */
  static HostFacts of(Host host, @Nullable URI url, Instant now) {
    boolean isSuspended = host.isSuspended(now);
    return new HostFacts(
        host.authority(),
        host.delay(),
        host.delayReason(),
        host.nextAllowed(),
        host.address().orElse(null),
        host.waitsForAddress(),
        isSuspended ? host.suspendedUntil().orElse(null) : null,
        isSuspended ? host.suspensionReason().orElse(null) : null,
        host.suspensions(),
        host.robots().map(robots -> RobotsFacts.of(robots, url)).orElse(null));
  }

  /** Of a host that nobody has in hand, from what was last written of it. */
  public static HostFacts of(HostState state, @Nullable URI url, Instant now) {
    Robots robots = RobotsReader.kept(state);
    Instant until = state.suspendedUntil();
    boolean isSuspended = until != null && until.isAfter(now);
    Duration asked = robots == null ? null : robots.crawlDelay().orElse(null);
    String reason = asked != null && asked.equals(state.delay()) ? "crawl-delay" : "noted";
    return new HostFacts(
        state.authority(),
        state.delay(),
        state.delay() == null ? null : reason,
        null,
        null,
        false,
        isSuspended ? until : null,
        isSuspended ? state.reason() : null,
        state.failures(),
        robots == null ? null : RobotsFacts.of(robots, url));
  }
}
