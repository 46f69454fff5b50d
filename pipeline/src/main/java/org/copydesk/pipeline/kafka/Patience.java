package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a step of the start again for as long as what it needs is not there yet. */
public final class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Consumer<String> waitingFor;

  /** A step of the start; done again from its beginning when a dependency was away. */
  @FunctionalInterface
  public interface Step {
    void run() throws InterruptedException;
  }

  /**
   * @param waitingFor told what is waited for, such as {@code kafka}
   */
  public Patience(Consumer<String> waitingFor) {
    this.waitingFor = waitingFor;
  }

  /**
   * Does the step, again and again until its dependencies are there.
   *
   * @throws InterruptedException when the wait is broken off
   */
  public void await(Step step) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
    while (true) {
      try {
        step.run();
        return;
      } catch (DependencyUnavailable e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("told to stop while waiting for " + e.dependency());
        }
        waitingFor.accept(e.dependency());
        Duration pause = backoff.next();
        log.atWarn()
            .addKeyValue("dependency", e.dependency())
            .addKeyValue("reason", e.getMessage())
            .addKeyValue("retry_in", pause)
            .log("waiting for a dependency to start");
        Backoff.rest(pause);
      }
    }
  }
}
