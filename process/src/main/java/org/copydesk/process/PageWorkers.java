package org.copydesk.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that work on pages, each for a bounded time. A page that does not end in its time is
 * interrupted and abandoned, and another thread takes the place of the one that it holds; a thread
 * cannot be killed, so past a number of such pages the process must end and be started again.
 *
 * <p>Tasks return values and touch nothing shared, so that an abandoned one does no harm when it
 * wakes up. One batch at a time.
 */
final class PageWorkers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PageWorkers.class);

  /** How often a task that has not begun yet is looked at. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private final int size;
  private final Duration limit;
  private final int maxAbandoned;
  private final ThreadPoolExecutor executor;
  private int abandoned;

  /**
   * @param size tasks at a time
   * @param limit how long one may take
   * @param maxAbandoned how many may hold a thread beyond that
   */
  PageWorkers(int size, Duration limit, int maxAbandoned) {
    this.size = size;
    this.limit = limit;
    this.maxAbandoned = maxAbandoned;
    this.executor =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("page-", 1).daemon(true).factory());
  }

  /** How one task ended. */
  sealed interface Attempt<R> {
    /** With a value. */
    record Finished<R>(R value) implements Attempt<R> {}

    /** Not in its time. */
    record TimedOut<R>() implements Attempt<R> {}

    /** With a fault of ours. */
    record Broken<R>(Throwable cause) implements Attempt<R> {}
  }

  /**
   * Runs the tasks, several at a time, and gives their ends in the same order.
   *
   * @throws ServiceFailure when too many tasks hold their threads for ever
   * @throws Error when a task met one that is the JVM's, such as {@link OutOfMemoryError}
   */
  <R> List<Attempt<R>> runAll(List<Callable<R>> tasks) throws InterruptedException {
    List<Timed<R>> running = tasks.stream().map(Timed::new).toList();
    running.forEach(executor::execute);
    try {
      List<Attempt<R>> attempts = new ArrayList<>(running.size());
      for (Timed<R> task : running) {
        attempts.add(await(task));
      }
      return attempts;
    } finally {
      // After an interruption or a failure: nobody waits for the rest.
      running.forEach(task -> task.cancel(true));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private <R> Attempt<R> await(Timed<R> task) throws InterruptedException {
    while (true) {
      try {
        return new Attempt.Finished<>(task.get(patience(task).toNanos(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        return new Attempt.Broken<>(pagesOwn(e.getCause() == null ? e : e.getCause()));
      } catch (TimeoutException e) {
        if (task.age().compareTo(limit) >= 0) {
          abandon(task);
          return new Attempt.TimedOut<>();
        }
      }
    }
  }

  /** No page is to blame for a JVM without memory or a class that is missing: the service ends. */
  private static Throwable pagesOwn(Throwable fault) {
    if (fault instanceof Error error
        && !(error instanceof StackOverflowError || error instanceof AssertionError)) {
      throw error;
    }
    return fault;
  }

  private Duration patience(Timed<?> task) {
    Duration left = limit.minus(task.age());
    return task.hasBegun() ? (left.isNegative() ? Duration.ZERO : left) : LOOK;
  }

  private synchronized void abandon(Timed<?> task) {
    task.cancel(true);
    if (task.over) {
      return;
    }
    task.abandoned = true;
    resize(abandoned + 1);
    log.atWarn().addKeyValue("abandoned", abandoned).log("page did not end in its time");
    if (abandoned > maxAbandoned) {
      throw new ServiceFailure(
          ExitCode.INTERNAL,
          abandoned + " pages do not end and hold their threads: the process must start again");
    }
  }

  private synchronized void cameBack(Timed<?> task) {
    task.over = true;
    if (task.abandoned) {
      resize(abandoned - 1);
    }
  }

  /** One thread more for each that is held. */
  private void resize(int nowAbandoned) {
    int threads = size + nowAbandoned;
    if (nowAbandoned > abandoned) {
      executor.setMaximumPoolSize(threads);
      executor.setCorePoolSize(threads);
    } else {
      executor.setCorePoolSize(threads);
      executor.setMaximumPoolSize(threads);
    }
    abandoned = nowAbandoned;
  }

  /** A task that knows when it began. */
  private final class Timed<R> extends FutureTask<R> {
    private volatile long begunNanos;
    private volatile boolean begun;
    // Both guarded by the workers' lock.
    private boolean over;
    private boolean abandoned;

    Timed(Callable<R> task) {
      super(task);
    }

    @Override
    public void run() {
      begunNanos = System.nanoTime();
      begun = true;
      try {
        super.run();
      } finally {
        cameBack(this);
      }
    }

    boolean hasBegun() {
      return begun;
    }

    Duration age() {
      return begun ? Duration.ofNanos(System.nanoTime() - begunNanos) : Duration.ZERO;
    }
  }
}
