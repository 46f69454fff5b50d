package org.copydesk.pipeline.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a host: the value of {@code news.host-state.v1}, keyed by authority, in its
 * shard.
 *
 * @param authority host, and port where it is not the default
 * @param delay the pause between requests now in force
 * @param suspendedUntil before when nothing is requested; null when it is not suspended
 * @param reason why it is suspended
 * @param failures suspensions in a row
 * @param failingSince since when every answer has been a failure; null when the last was none
 * @param robotsFetched when robots.txt was last answered
 * @param robotsStatus the status of that answer
 * @param robots the text of robots.txt, where it is short enough to keep
 */
public record HostState(
    String authority,
    @Nullable Duration delay,
    @Nullable Instant suspendedUntil,
    @Nullable String reason,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant robotsFetched,
    int robotsStatus,
    @Nullable String robots) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.host-state.v1";

  public HostState {
    Objects.requireNonNull(authority, "authority");
  }

  /** The same, as if robots.txt had not been asked for. */
  public HostState withoutRobots() {
    return new HostState(
        authority, delay, suspendedUntil, reason, failures, failingSince, null, 0, null);
  }
}
