package org.copydesk.ingest.visit;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and when a page that failed is tried again.
 *
 * @param attempts requests for one URL before it is given up
 * @param firstPause after the first failure; four times as long after each further one
 * @param longestPause what it grows to
 * @param patience with a suspended host: requests that fail then are the host's failures and not
 *     the URL's, until it has waited so long since it was discovered
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration longestPause, Duration patience) {

  public RetryPolicy {
    Objects.requireNonNull(firstPause, "firstPause");
    Objects.requireNonNull(longestPause, "longestPause");
    Objects.requireNonNull(patience, "patience");
  }

  /**
   * Five attempts over about an hour and a half where the host is well; three days where it is not,
   * which outlasts a weekend's outage.
   */
  public static RetryPolicy usual() {
    return new RetryPolicy(5, Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(3));
  }

  /** The pause after so many failures. */
  Duration pause(int failures) {
    int factor = Math.max(0, Math.min(10, failures - 1));
    Duration grown = firstPause.multipliedBy(1L << (2 * factor));
    return grown.compareTo(longestPause) > 0 ? longestPause : grown;
  }
}
