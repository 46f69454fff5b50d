package org.copydesk.ingest.politeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many hosts that failed and then do not answer, beside some that do. */
final class FailingHostsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DELAY = Duration.ofMillis(5);
  private static final int PARALLEL = 16;
  private static final int FAILING = 40;
  private static final int WELL = 4;

  private final CountDownLatch silence = new CountDownLatch(1);
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger silent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  @Test
  void hostsThatDoNotAnswerTakeAnEighthOfTheVisitsAndLeaveTheRestToOthers() {
    PolitenessLimits limits =
        new PolitenessLimits(
            DELAY,
            DELAY,
            1_000,
            PATIENCE,
            PATIENCE,
            16,
            PATIENCE,
            PARALLEL,
            PARALLEL + FAILING,
            1 << 20);
    try (HostSchedule schedule =
        new HostSchedule(
            limits,
            Clock.systemUTC(),
            new Hosts(),
            error -> {
              throw error;
            })) {
      schedule.open(0);
      schedule.start();

      // Given hosts that have failed once, and keep silent when they are asked again
      for (int i = 0; i < FAILING; i++) {
        offer(schedule, "failing" + i);
      }
      heardUntil(schedule, () -> failed.get() == FAILING && silent.get() > 0);

      // When others are asked
      for (int i = 0; i < WELL; i++) {
        offer(schedule, "well" + i);
      }

      // Then they are visited again and again, while few of the silent ones are waited for
      heardUntil(schedule, () -> answered.get() > 100 && silent.get() > 1);
      assertThat(silent).hasValue(PARALLEL / 8);

      // And each of the silent ones has its turn
      silence.countDown();
      heardUntil(schedule, () -> silent.get() >= FAILING);
    }
  }

  private static void heardUntil(
      HostSchedule schedule, java.util.concurrent.Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              schedule.heard();
              return condition.call();
            });
  }

  private static void offer(HostSchedule schedule, String name) {
    URI feed = URI.create("http://" + name + ".example/feed");
    assertThat(schedule.offer(new Errand.Poll(name, 0, feed, 0))).isTrue();
  }

  /** Answers for all hosts: fails once and keeps silent then, or is well for ever. */
  private final class Hosts implements Visitor {

    @Override
    public void prepare(Host host) {
      assertThat(host.isFailing()).isFalse();
    }

    @Override
    public Optional<Errand> visit(Host host, Errand errand) throws InterruptedException {
      if (host.authority().startsWith("well")) {
        answered.incrementAndGet();
        host.succeeded();
        return Optional.of(errand);
      }
      if (!host.isFailing()) {
        host.failed("closed", Instant.now());
        failed.incrementAndGet();
        return Optional.of(errand);
      }
      silent.incrementAndGet();
      silence.await();
      return Optional.empty();
    }

    @Override
    public void putAway(Host host, List<Errand> waiting) {
      throw new AssertionError("no host is suspended");
    }
  }
}
