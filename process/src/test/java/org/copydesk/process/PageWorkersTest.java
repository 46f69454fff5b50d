package org.copydesk.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PageWorkersTest {
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final PageWorkers workers = new PageWorkers(2, LIMIT, 2);

  @AfterEach
  void release() {
    gate.countDown();
    workers.close();
  }

  @Test
  void answersComeInTheOrderOfTheTasks() throws InterruptedException {
    List<Callable<Integer>> tasks = new ArrayList<>();
    List<PageWorkers.Attempt<Integer>> expected = new ArrayList<>();
    IntStream.range(0, 50)
        .forEach(
            i -> {
              tasks.add(() -> i);
              expected.add(new PageWorkers.Attempt.Finished<>(i));
            });

    assertThat(workers.runAll(tasks)).isEqualTo(expected);
  }

  @Test
  void taskThatThrowsIsBrokenAndTheOthersFinish() throws InterruptedException {
    StackOverflowError fault = new StackOverflowError();
    Callable<String> broken =
        () -> {
          throw fault;
        };

    List<PageWorkers.Attempt<String>> attempts = workers.runAll(List.of(broken, () -> "fine"));

    assertThat(attempts.get(0)).isEqualTo(new PageWorkers.Attempt.Broken<String>(fault));
    assertThat(attempts.get(1)).isEqualTo(new PageWorkers.Attempt.Finished<>("fine"));
  }

  @Test
  void errorOfTheMachineIsNotBlamedOnAPage() {
    OutOfMemoryError fault = new OutOfMemoryError("simulated");
    Callable<String> starved =
        () -> {
          throw fault;
        };

    assertThatThrownBy(() -> workers.runAll(List.of(starved, () -> "fine"))).isSameAs(fault);
  }

  @Test
  void taskThatDoesNotEndTimesOutAndTheOthersFinish() throws InterruptedException {
    List<PageWorkers.Attempt<String>> attempts =
        workers.runAll(List.of(this::deaf, this::deaf, () -> "fine"));

    assertThat(attempts.get(0)).isInstanceOf(PageWorkers.Attempt.TimedOut.class);
    assertThat(attempts.get(1)).isInstanceOf(PageWorkers.Attempt.TimedOut.class);
    assertThat(attempts.get(2)).isEqualTo(new PageWorkers.Attempt.Finished<>("fine"));
  }

  @Test
  void tooManyTasksThatDoNotEndAreTheServicesFailure() {
    assertThatThrownBy(() -> workers.runAll(List.of(this::deaf, this::deaf, this::deaf)))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("start again");
  }

  @Test
  void waitingForAThreadDoesNotCountAsTime() throws InterruptedException {
    Callable<String> slow =
        () -> {
          LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
          return "fine";
        };

    assertThat(workers.runAll(List.of(slow, slow, slow, slow, slow, slow, slow, slow)))
        .allMatch(attempt -> attempt.equals(new PageWorkers.Attempt.Finished<>("fine")));
  }

  /** Ends when the test does, whatever interrupts it. */
  private String deaf() {
    boolean waiting = true;
    while (waiting) {
      try {
        gate.await();
        waiting = false;
      } catch (InterruptedException e) {
        // Deaf on purpose: this is what an endless parse looks like.
        waiting = true;
      }
    }
    return "late";
  }
}
