package org.copydesk.pipeline.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and tells when they are safe: acknowledged by all in-sync replicas, in order and
 * without duplicates within a partition. Thread-safe. Its client is opened at the first send.
 */
public final class AckedProducer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final @Nullable MeterRegistry meters;
  private @Nullable Producer<byte[], byte[]> producer;
  private @Nullable KafkaClientMetrics metrics;
  private boolean closed;

  public AckedProducer(KafkaSettings settings, MeterRegistry meters) {
    this(() -> new KafkaProducer<>(ClientProperties.producer(settings)), meters);
  }

  AckedProducer(Supplier<Producer<byte[], byte[]>> producers, @Nullable MeterRegistry meters) {
    this.producers = producers;
    this.meters = meters;
  }

  /**
   * Sends a record. May block for a while when the broker is slow or away: that is the
   * backpressure.
   *
   * @return completes when the record is acknowledged; fails with {@link DependencyUnavailable}
   *     when it was not in time, and with {@link RecordRefused} when it never will be
   */
  public CompletableFuture<Void> send(Outgoing record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      var unused = open().send(record.toKafka(), (metadata, e) -> answer(record, acknowledged, e));
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      acknowledged.completeExceptionally(asOurs(record, e));
    } catch (KafkaException e) {
      acknowledged.completeExceptionally(asOurs(record, e));
    }
    return acknowledged;
  }

  /**
   * Sends records and waits until all are acknowledged. After a failure some may have been written.
   *
   * @throws DependencyUnavailable when one was not acknowledged in time
   * @throws RecordRefused when the broker refuses one for itself
   */
  public void sendAll(Collection<Outgoing> records) throws InterruptedException {
    List<CompletableFuture<Void>> sent = records.stream().map(this::send).toList();
    flush();
    for (CompletableFuture<Void> acknowledged : sent) {
      await(acknowledged);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (metrics != null) {
      metrics.close();
    }
    if (producer != null) {
      producer.close(CLOSE_LIMIT);
      producer = null;
    }
  }

  private synchronized Producer<byte[], byte[]> open() {
    if (closed) {
      throw new KafkaException("the producer is closed");
    }
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
      if (meters != null) {
        metrics = new KafkaClientMetrics(current);
        metrics.bindTo(meters);
      }
    }
    return current;
  }

  private void flush() throws InterruptedException {
    try {
      open().flush();
    } catch (InterruptException e) {
      throw new InterruptedException("interrupted while waiting for acknowledgements");
    }
  }

  private static void answer(
      Outgoing record, CompletableFuture<Void> acknowledged, @Nullable Exception e) {
    if (e == null) {
      acknowledged.complete(null);
    } else {
      acknowledged.completeExceptionally(asOurs(record, e));
    }
  }

  private static void await(CompletableFuture<Void> acknowledged) throws InterruptedException {
    try {
      acknowledged.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("a send failed in an unknown way", e);
    }
  }

  private static RuntimeException asOurs(Outgoing record, Exception e) {
    return switch (e) {
      case RecordTooLargeException tooLarge -> new RecordRefused(record.topic(), tooLarge);
      case AuthenticationException refused ->
          Failures.asServiceFailure("writing to " + record.topic(), refused);
      case AuthorizationException refused ->
          Failures.asServiceFailure("writing to " + record.topic(), refused);
      default -> new DependencyUnavailable("kafka", Failures.describe(e), e);
    };
  }
}
