package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between attempts: each is drawn from the upper half of a bound that doubles up to
 * a limit, so that many instances do not come back at the same moment. Not thread-safe.
 */
public final class Backoff {
  private final Duration first;
  private final Duration limit;
  private final RandomGenerator random;
  private int failures;

  public Backoff(Duration first, Duration limit, RandomGenerator random) {
    this.first = first;
    this.limit = limit;
    this.random = random;
  }

  /** The pause after one more failure. */
  public Duration next() {
    long bound = first.toMillis() << Math.min(failures, 20);
    failures++;
    long millis = Math.min(bound, limit.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }

  /**
   * Counts one more failure and rests for the pause after it.
   *
   * @throws InterruptedException when the rest is broken off
   */
  public void rest() throws InterruptedException {
    rest(next());
  }

  /**
   * Rests. A server that is away tells nobody when it is back, so there is no event to wait for.
   */
  static void rest(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  /** How many failures there were since the last success. */
  public int failures() {
    return failures;
  }

  public void reset() {
    failures = 0;
  }
}
