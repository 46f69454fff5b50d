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
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and tells when they are safe: acknowledged by all in-sync replicas, in order and
 * without duplicates within a partition. Thread-safe. Its client is opened at the first send, and
 * opened anew after an error that it may never recover from by itself.
 */
public final class AckedProducer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final @Nullable MeterRegistry meters;
  private @Nullable Client client;
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
      send(open(), record, acknowledged);
    } catch (KafkaException e) {
      // The client could not be opened, such as for a broker whose name is not known for now.
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
    discard();
  }

  private void send(Client open, Outgoing record, CompletableFuture<Void> acknowledged) {
    try {
      var unused =
          open.producer.send(
              record.toKafka(), (metadata, e) -> answer(open, record, acknowledged, e));
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      acknowledged.completeExceptionally(asOurs(record, e));
    } catch (KafkaException | IllegalStateException e) {
      // The latter when it was closed in the meantime.
      answer(open, record, acknowledged, e);
    }
  }

  private synchronized Client open() {
    if (closed) {
      throw new KafkaException("the producer is closed");
    }
    if (client != null && client.spent) {
      discard();
    }
    Client current = client;
    if (current == null) {
      current = new Client(producers.get(), meters);
      client = current;
    }
    return current;
  }

  private synchronized void discard() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private void flush() throws InterruptedException {
    Client current;
    synchronized (this) {
      current = client;
    }
    try {
      if (current != null) {
        current.producer.flush();
      }
    } catch (InterruptException e) {
      throw new InterruptedException("interrupted while waiting for acknowledgements");
    }
  }

  private static void answer(
      Client open, Outgoing record, CompletableFuture<Void> acknowledged, @Nullable Exception e) {
    if (e == null) {
      acknowledged.complete(null);
    } else {
      if (mayBeFatal(e)) {
        open.spent = true;
      }
      acknowledged.completeExceptionally(asOurs(record, e));
    }
  }

  /** An idempotent client that met a fatal error answers all later sends with that error. */
  private static boolean mayBeFatal(Exception e) {
    return !(e instanceof RetriableException || e instanceof RecordTooLargeException);
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

  /** An open client of Kafka. */
  private static final class Client {
    private final Producer<byte[], byte[]> producer;
    private final @Nullable KafkaClientMetrics metrics;

    /** Set on the client's own thread, which a close waits for: so under no lock. */
    private volatile boolean spent;

    Client(Producer<byte[], byte[]> producer, @Nullable MeterRegistry meters) {
      this.producer = producer;
      this.metrics = meters == null ? null : new KafkaClientMetrics(producer);
      if (meters != null && metrics != null) {
        metrics.bindTo(meters);
      }
    }

    void close() {
      if (metrics != null) {
        metrics.close();
      }
      producer.close(CLOSE_LIMIT);
    }
  }
}
