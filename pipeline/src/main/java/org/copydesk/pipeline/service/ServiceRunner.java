package org.copydesk.pipeline.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process: starts its components in the order they were added, waits until it is told
 * to stop or something fails, and closes them the other way round.
 *
 * <pre>
 * starting ──all started──▶ running ──signal, stop(), fail()──▶ stopping ──▶ ended
 *     └──────────────── signal, stop(), fail(), a start that throws ──▲
 * </pre>
 *
 * <p>{@link #run} belongs to one thread; the other methods may be called by any.
 */
public final class ServiceRunner {
  /** The longest a stop may take; then the process is halted. */
  public static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);

  private final List<Named> components = new ArrayList<>();
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final AtomicReference<@Nullable ServiceFailure> firstFailure = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> starting = new AtomicReference<>();
  private volatile boolean ready;
  private volatile String closing = "";

  /** Adds a component; those added earlier are started earlier and closed later. */
  public synchronized ServiceRunner add(String name, Component component) {
    components.add(new Named(name, component));
    return this;
  }

  /**
   * Runs the process from the start of the first component to the close of the last.
   *
   * @param whenReady called once, when all components have started
   * @return how the process ends; a failure has been reported on standard error already
   */
  public ExitCode run(Runnable whenReady) {
    Signals.onFirst(this::stop);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> fail(FailureReport.unforeseen("thread " + thread.getName(), fault)));
    List<Named> toClose = new ArrayList<>();
    try {
      starting.set(Thread.currentThread());
      startAll(toClose);
      starting.set(null);
      ready = true;
      whenReady.run();
      stopRequested.await();
    } catch (InterruptedException e) {
      LOG.atDebug().log("stopped while starting");
    } catch (RuntimeException | Error e) {
      fail(FailureReport.unforeseen("the start", e));
    } finally {
      starting.set(null);
      ready = false;
    }
    return end(toClose);
  }

  /** Asks the process to stop. */
  public void stop() {
    stopRequested.countDown();
    Thread thread = starting.getAndSet(null);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Ends the process because of a failure; of several the first one counts. */
  public void fail(ServiceFailure failure) {
    if (firstFailure.compareAndSet(null, failure)) {
      stop();
    } else {
      LOG.atDebug().setCause(failure).log("failure after the first");
    }
  }

  /** Whether all components have started and none ails. */
  public boolean isReady() {
    return ready && health().values().stream().allMatch(Health::healthy);
  }

  /** Each component's health, in the order they start. */
  public Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    copyOfComponents().forEach(named -> health.put(named.name(), named.check()));
    return health;
  }

  private synchronized List<Named> copyOfComponents() {
    return List.copyOf(components);
  }

  private void startAll(List<Named> toClose) throws InterruptedException {
    for (Named named : copyOfComponents()) {
      if (stopRequested.getCount() == 0) {
        throw new InterruptedException("asked to stop before the start of " + named.name());
      }
      toClose.add(named);
      long begun = System.nanoTime();
      named.component().start();
      LOG.atDebug()
          .addKeyValue("component", named.name())
          .addKeyValue("took", Duration.ofNanos(System.nanoTime() - begun))
          .log("component started");
    }
  }

  private ExitCode end(List<Named> toClose) {
    ServiceFailure failure = firstFailure.get();
    if (failure != null) {
      FailureReport.print(failure); // Before the close, which may hang for the same reason.
    }
    Thread watchdog = haltAfter(STOP_LIMIT.minusMillis(500), failure);
    boolean interrupted = Thread.interrupted(); // The components' own waits must work.
    toClose.reversed().forEach(this::close);
    watchdog.interrupt();
    if (interrupted) {
      LOG.atDebug().log("closed after an interrupted start");
    }
    return failure == null ? ExitCode.OK : failure.exitCode();
  }

  private void close(Named named) {
    closing = named.name();
    long begun = System.nanoTime();
    try {
      named.component().close();
    } catch (RuntimeException | Error e) {
      LOG.atWarn().addKeyValue("component", named.name()).setCause(e).log("close failed");
    }
    LOG.atDebug()
        .addKeyValue("component", named.name())
        .addKeyValue("took", Duration.ofNanos(System.nanoTime() - begun))
        .log("component closed");
  }

  private Thread haltAfter(Duration limit, @Nullable ServiceFailure failure) {
    return Thread.ofPlatform()
        .name("stop-watchdog")
        .daemon()
        .start(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos());
              } catch (InterruptedException e) {
                return; // All components are closed.
              }
              System.err.println("copydesk: " + closing + " does not end; halting.");
              ExitCode code = failure == null ? ExitCode.INTERNAL : failure.exitCode();
              Runtime.getRuntime().halt(code.status());
            });
  }

  private record Named(String name, Component component) {
    /** Asks nobody, but a fault in the check itself must not hide the other components. */
    Health check() {
      try {
        return component.check();
      } catch (RuntimeException e) {
        return Health.down("check failed: " + e.getMessage());
      }
    }
  }
}
