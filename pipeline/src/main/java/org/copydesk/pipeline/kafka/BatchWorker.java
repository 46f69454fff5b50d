package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that batches are worked on, and the patience it has with what they depend on:
 * while a dependency is away it tries again after growing pauses, for as long as it takes.
 */
final class BatchWorker {
  private static final Logger log = LoggerFactory.getLogger(BatchWorker.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  /** How long an interrupted task may take to notice. */
  private static final Duration NOTICE = Duration.ofSeconds(3);

  private final BatchWork work;
  private final ExecutorService executor;
  private volatile boolean dependencyAway;

  BatchWorker(String name, BatchWork work) {
    this.work = work;
    this.executor =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name(name + "-batches").daemon(true).factory());
  }

  Task begin(Batch batch) {
    Task task = new Task(batch);
    executor.execute(task);
    return task;
  }

  boolean isHealthy() {
    return !dependencyAway;
  }

  void close() {
    executor.shutdownNow();
  }

  /** How a task ended. */
  sealed interface Result {
    /** The batch's effect is durable. */
    record Done() implements Result {}

    /** Nothing of it is. */
    record Abandoned() implements Result {}

    /** Nothing of it is, and its partitions are elsewhere. */
    record Moved(PositionsMoved where) implements Result {}

    /** The service cannot go on. */
    record Failed(RuntimeException cause) implements Result {}
  }

  /** One batch on its way. */
  final class Task implements Runnable {
    private final Batch batch;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread runner;
    private boolean abandoned;
    private volatile Result result = new Result.Abandoned();

    private Task(Batch batch) {
      this.batch = batch;
    }

    Batch batch() {
      return batch;
    }

    @Override
    public void run() {
      if (!begin()) {
        over.countDown();
        return;
      }
      try {
        untilDone();
        result = new Result.Done();
      } catch (InterruptedException e) {
        // The word to abandon it: the thread itself serves the next batch.
        result = new Result.Abandoned();
      } catch (PositionsMoved e) {
        result = new Result.Moved(e);
      } catch (RuntimeException e) {
        result = new Result.Failed(e);
      } catch (Error e) {
        result = new Result.Failed(new IllegalStateException("batch ended by an error", e));
      } finally {
        end();
      }
    }

    boolean isOver() {
      return over.getCount() == 0;
    }

    Result result() {
      return result;
    }

    /** Whether it is over within this time. */
    boolean await(Duration atMost) throws InterruptedException {
      return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts it and waits until it has let go. */
    void abandon() {
      interrupt();
      try {
        if (!over.await(NOTICE.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new IllegalStateException("a batch did not end when it was interrupted");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized boolean begin() {
      runner = Thread.currentThread();
      return !abandoned;
    }

    private void end() {
      synchronized (this) {
        runner = null;
        // An interrupt that came too late must not strike the next batch.
        Thread.interrupted();
      }
      dependencyAway = false;
      over.countDown();
    }

    private synchronized void interrupt() {
      abandoned = true;
      if (runner != null) {
        runner.interrupt();
      }
    }

    private void untilDone() throws InterruptedException {
      Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
      while (true) {
        try {
          work.work(batch);
          recovered(backoff);
          return;
        } catch (DependencyUnavailable e) {
          dependencyAway = true;
          pause(e, backoff);
        }
      }
    }

    private void pause(DependencyUnavailable e, Backoff backoff) throws InterruptedException {
      Duration pause = backoff.next();
      log.atWarn()
          .addKeyValue("dependency", e.dependency())
          .addKeyValue("attempt", backoff.failures())
          .addKeyValue("retry_in", pause)
          .addKeyValue("reason", e.getMessage())
          .log("dependency unavailable: the batch waits");
      Backoff.rest(pause);
    }

    private void recovered(Backoff backoff) {
      if (backoff.failures() > 0) {
        log.atInfo()
            .addKeyValue("attempts", backoff.failures() + 1)
            .log("dependency available again");
      }
    }
  }
}
