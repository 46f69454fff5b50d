package org.copydesk.store.database;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking JDBC so that an interrupt ends it. On a platform thread a socket read ignores
 * interrupts until its timeout; on a virtual thread an interrupt closes the socket, so the call
 * runs on one of those and passes the interrupt on.
 */
final class Interruptible {
  /** How long the interrupted call may take to let go of its connection. */
  private static final Duration LET_GO = Duration.ofSeconds(2);

  private Interruptible() {}

  /**
   * The result of the call, or what it threw.
   *
   * @throws InterruptedException when this thread or the call was interrupted
   */
  static <T> T call(Callable<T> call) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = Thread.ofVirtual().name("database-call").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join(LET_GO);
      throw e;
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private static RuntimeException rethrow(@Nullable Throwable cause) throws InterruptedException {
    return switch (cause) {
      case RuntimeException known -> known;
      case InterruptedException interrupted -> throw interrupted;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
