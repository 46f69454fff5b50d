package org.copydesk.store;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.copydesk.pipeline.kafka.Backoff;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a step of the start again for as long as what it needs is not there yet. */
final class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Consumer<String> waitingFor;

  /**
   * @param waitingFor told what is waited for
   */
  Patience(Consumer<String> waitingFor) {
    this.waitingFor = waitingFor;
  }

  void await(Runnable step) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
    while (true) {
      try {
        step.run();
        return;
      } catch (DependencyUnavailable e) {
        waitingFor.accept(e.dependency());
        Duration pause = backoff.next();
        log.atWarn()
            .addKeyValue("dependency", e.dependency())
            .addKeyValue("reason", e.getMessage())
            .addKeyValue("retry_in", pause)
            .log("waiting for a dependency to start");
        Thread.sleep(pause);
      }
    }
  }
}
