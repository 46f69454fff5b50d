package org.copydesk.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRunnerTest {

  /** What a busy machine may take for what should take no time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ServiceRunner runner = new ServiceRunner();

  @AfterEach
  void forgetHandler() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void componentsStartInOrderAndCloseTheOtherWayRound() {
    runner.add("broker", new Recording("broker")).add("store", new Recording("store"));

    ExitCode code =
        runner.run(
            () -> {
              events.add("ready");
              assertThat(runner.isReady()).isTrue();
              runner.stop();
            });

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(events)
        .containsExactly("start broker", "start store", "ready", "close store", "close broker");
    assertThat(runner.isReady()).isFalse();
  }

  @Test
  void failedStartClosesWhatWasBegunAndGivesItsCode() {
    runner
        .add("broker", new Recording("broker"))
        .add(
            "store",
            new Recording("store") {
              @Override
              public void start() {
                throw new ServiceFailure(ExitCode.NO_PERMISSION, "The password was refused.");
              }
            })
        .add("late", new Recording("late"));

    ExitCode code = runner.run(() -> events.add("ready"));

    assertThat(code).isEqualTo(ExitCode.NO_PERMISSION);
    assertThat(events).containsExactly("start broker", "close store", "close broker");
  }

  @Test
  void failureWhileRunningEndsTheProcessWithTheFirstCode() {
    runner.add("store", new Recording("store"));

    ExitCode code =
        runner.run(
            () -> {
              runner.fail(new ServiceFailure(ExitCode.FENCED, "Another instance took over."));
              runner.fail(new ServiceFailure(ExitCode.INTERNAL, "A later one."));
            });

    assertThat(code).isEqualTo(ExitCode.FENCED);
    assertThat(events).containsExactly("start store", "close store");
  }

  @Test
  void uncaughtExceptionOfAnyThreadEndsTheProcess() {
    ExitCode code =
        runner.run(
            () ->
                new Thread(
                        () -> {
                          throw new IllegalStateException("nobody foresaw this");
                        })
                    .start());

    assertThat(code).isEqualTo(ExitCode.INTERNAL);
  }

  @Test
  void stopWhileStartingInterruptsTheStart() {
    CountDownLatch starting = new CountDownLatch(1);
    runner.add(
        "slow",
        new Recording("slow") {
          @Override
          public void start() throws InterruptedException {
            starting.countDown();
            new CountDownLatch(1).await();
          }
        });

    CompletableFuture<ExitCode> ended =
        CompletableFuture.supplyAsync(() -> runner.run(() -> events.add("ready")));
    await().atMost(PATIENCE).until(() -> starting.getCount() == 0);
    runner.stop();

    await().atMost(PATIENCE).until(ended::isDone);
    assertThat(ended.join()).isEqualTo(ExitCode.OK);
    assertThat(events).containsExactly("close slow");
  }

  @Test
  void closeThatThrowsDoesNotKeepTheOthersFromClosing() {
    runner
        .add("broker", new Recording("broker"))
        .add(
            "store",
            new Recording("store") {
              @Override
              public void close() {
                throw new IllegalStateException("no");
              }
            });

    ExitCode code = runner.run(runner::stop);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(events).containsExactly("start broker", "start store", "close broker");
  }

  private class Recording implements Component {
    private final String name;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public void start() throws InterruptedException {
      events.add("start " + name);
    }

    @Override
    public Health check() {
      return Health.up();
    }

    @Override
    public void close() {
      events.add("close " + name);
    }
  }
}
