package org.copydesk.pipeline.service;

/**
 * A part of a process with a life: constructed without any I/O, started once, closed once or more.
 * {@code start} and {@code close} are called by one thread, {@code check} by any.
 */
public interface Component extends AutoCloseable {
  /**
   * Begins the work and returns when it can be done; what goes on runs on threads of its own.
   *
   * @throws ServiceFailure when it cannot, with a sentence for the operator
   * @throws InterruptedException when the process is told to stop meanwhile
   */
  void start() throws InterruptedException;

  /** Whether operations are likely to succeed just now. Returns at once; asks nobody. */
  Health check();

  /** Ends the work within 20 seconds. Harmless when never started or closed already. */
  @Override
  void close();
}
