package org.copydesk.app.extraction;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a batch, at a size that stays when one of them hangs. */
final class BatchWorkers implements AutoCloseable {
  private final ThreadPoolExecutor pool;

  BatchWorkers(int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("extract-", 0).factory());
  }

  <T> Future<T> submit(Callable<T> task) {
    return pool.submit(task);
  }

  /** One thread hangs: another takes its place, and its own dies with the process. */
  void replaceOne() {
    pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
    pool.setCorePoolSize(pool.getCorePoolSize() + 1);
  }

  /** Does not wait for threads that hang; they are daemons. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
