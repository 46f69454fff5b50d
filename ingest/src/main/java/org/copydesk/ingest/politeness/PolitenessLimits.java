package org.copydesk.ingest.politeness;

import java.time.Duration;
import java.util.Objects;

/**
 * How hosts are treated.
 *
 * @param delay the least pause between two requests to one host
 * @param longestDelay what a slow host or its robots.txt can raise the pause to
 * @param failuresBeforeSuspension failed requests in a row that a host gets
 * @param firstSuspension the first pause of a host in trouble; it doubles each time
 * @param longestSuspension what that pause grows to
 * @param queuePerHost pages that wait in memory for one host; more are parked
 * @param queueAhead how far away the turn of such a page may be, unless it is the first: an offset
 *     is not committed before its page is fetched or parked, so no slow host holds it back for much
 *     longer
 * @param parallel hosts that are talked to at a time
 * @param parallelPerAddress how many of them may share an address
 * @param robotsInMemory characters of robots.txt that all hosts in memory may keep; by default a
 *     sixth of the heap
 */
public record PolitenessLimits(
    Duration delay,
    Duration longestDelay,
    int failuresBeforeSuspension,
    Duration firstSuspension,
    Duration longestSuspension,
    int queuePerHost,
    Duration queueAhead,
    int parallel,
    int parallelPerAddress,
    long robotsInMemory) {

  /** 37 MB of the heap that the launcher gives. */
  private static final int PART_FOR_ROBOTS = 6;

  public PolitenessLimits {
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(longestDelay, "longestDelay");
    Objects.requireNonNull(firstSuspension, "firstSuspension");
    Objects.requireNonNull(longestSuspension, "longestSuspension");
    Objects.requireNonNull(queueAhead, "queueAhead");
  }

  /** The defaults around a delay and the numbers of parallel hosts. */
  public static PolitenessLimits of(Duration delay, int parallel, int parallelPerAddress) {
    return new PolitenessLimits(
        delay,
        Duration.ofSeconds(60),
        5,
        Duration.ofMinutes(1),
        Duration.ofHours(6),
        16,
        Duration.ofMinutes(1),
        parallel,
        parallelPerAddress,
        Runtime.getRuntime().maxMemory() / PART_FOR_ROBOTS);
  }

  /** How many of the parallel visits may be for backfill: some are left to live work. */
  int parallelBackfill() {
    return parallel <= 1 ? 1 : parallel - Math.max(1, parallel / 4);
  }

  /**
   * How many of the parallel visits may be to hosts that did not answer last time: each may take a
   * whole deadline, and all others must not wait for them.
   */
  int parallelFailing() {
    return Math.max(1, parallel / 8);
  }

  /** How long a host is left alone that has failed so often in a row. */
  Duration suspension(int failures) {
    int doublings = Math.max(0, Math.min(20, failures - 1));
    Duration pause = firstSuspension.multipliedBy(1L << doublings);
    return pause.compareTo(longestSuspension) > 0 ? longestSuspension : pause;
  }
}
