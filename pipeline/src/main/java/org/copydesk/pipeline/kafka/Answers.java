package org.copydesk.pipeline.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for the broker's answers, within a bound. */
final class Answers {
  private Answers() {}

  /**
   * The answer.
   *
   * @throws DependencyUnavailable when none comes in time, or one that a later try may mend
   * @throws KafkaException when the broker refuses
   */
  static <T> T get(KafkaFuture<T> future, int seconds) {
    try {
      return future.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw asUnchecked(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new DependencyUnavailable("kafka", "no answer within " + seconds + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyUnavailable("kafka", "interrupted while waiting for an answer", e);
    }
  }

  private static RuntimeException asUnchecked(Throwable cause) {
    // Kafka calls a missing topic retriable; here it is an answer.
    if (cause instanceof RetriableException
        && !(cause instanceof UnknownTopicOrPartitionException)) {
      return new DependencyUnavailable("kafka", Failures.describe(cause), cause);
    }
    return cause instanceof RuntimeException unchecked ? unchecked : new KafkaException(cause);
  }
}
