package org.copydesk.ingest.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.UrlToFetch;

/**
 * How often and when a page that failed is tried again.
 *
 * @param attempts requests for one URL before it is given up
 * @param firstPause after the first failure; four times as long after each further one
 * @param longestPause what it grows to
 * @param patience with a suspended host: requests that fail then are the host's failures and not
 *     the URL's, until the host has failed for so long, and the URL was discovered so long ago
 * @param fresh how long after its date a page that was announced may not be there yet
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration longestPause, Duration patience, Duration fresh) {

  public RetryPolicy {
    Objects.requireNonNull(firstPause, "firstPause");
    Objects.requireNonNull(longestPause, "longestPause");
    Objects.requireNonNull(patience, "patience");
    Objects.requireNonNull(fresh, "fresh");
  }

  /**
   * Five attempts over about an hour and a half where the host is well; three days where it is not,
   * which outlasts a weekend's outage. For six hours after its date a page may not be there yet.
   */
  public static RetryPolicy usual() {
    return new RetryPolicy(
        5, Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(3), Duration.ofHours(6));
  }

  /**
   * Whether a live source announced a new page just now. What has no date may be old; a date in the
   * future counts as the time of discovery.
   */
  boolean isFresh(PageJob job, Instant now) {
    UrlToFetch target = job.target();
    Instant date = target.published() == null ? target.updated() : target.published();
    boolean isAnnounced = target.why() == UrlToFetch.Why.NEW && !job.isBackfill();
    if (date == null || !isAnnounced) {
      return false;
    }
    Instant born = date.isAfter(job.discovered()) ? job.discovered() : date;
    return now.isBefore(born.plus(fresh));
  }

  /** The pause after so many failures. */
  Duration pause(int failures) {
    int factor = Math.max(0, Math.min(10, failures - 1));
    Duration grown = firstPause.multipliedBy(1L << (2 * factor));
    return grown.compareTo(longestPause) > 0 ? longestPause : grown;
  }
}
