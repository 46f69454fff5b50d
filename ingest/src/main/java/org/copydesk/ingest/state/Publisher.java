package org.copydesk.ingest.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Backoff;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.RecordRefused;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and comes back when they are acknowledged, however long the broker is away: while
 * it is, visits wait here, and nothing new is fetched. Thread-safe.
 */
public final class Publisher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final AckedProducer producer;
  private final Consumer<ServiceFailure> onFailure;
  private volatile boolean isWaiting;

  public Publisher(AckedProducer producer, Consumer<ServiceFailure> onFailure) {
    this.producer = producer;
    this.onFailure = onFailure;
  }

  /**
   * Writes records, in no order among them, and waits for all.
   *
   * @throws InterruptedException when the wait is broken off; some may have been written
   */
  public void publish(List<Outgoing> records) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
    while (!tryPublish(records, backoff.failures() == 0)) {
      isWaiting = true;
      backoff.rest();
    }
    isWaiting = false;
  }

  public void publish(Outgoing record) throws InterruptedException {
    publish(List.of(record));
  }

  /** Writes records on a thread of its own, then does what may only be done behind them. */
  public void inBackground(List<Outgoing> records, Runnable then) {
    Thread.ofVirtual()
        .name("publish")
        .start(
            () -> {
              try {
                publish(records);
                then.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Whether the broker takes records. */
  public boolean isHealthy() {
    return !isWaiting;
  }

  @Override
  public void close() {
    producer.close();
  }

  private boolean tryPublish(List<Outgoing> records, boolean isFirst) throws InterruptedException {
    List<CompletableFuture<Void>> sent = records.stream().map(producer::send).toList();
    try {
      for (CompletableFuture<Void> acknowledged : sent) {
        acknowledged.get();
      }
      return true;
    } catch (ExecutionException e) {
      explain(e.getCause() == null ? e : e.getCause(), isFirst);
      return false;
    }
  }

  /** The broker's absence passes; anything else ends the service, and nothing is dropped. */
  private void explain(Throwable cause, boolean isFirst) {
    switch (cause) {
      case DependencyUnavailable away -> {
        if (isFirst) {
          log.atWarn().addKeyValue("reason", away.getMessage()).log("broker does not take records");
        }
      }
      case ServiceFailure failure -> onFailure.accept(failure);
      case RecordRefused refused ->
          onFailure.accept(
              new ServiceFailure(
                  ExitCode.CONFIG,
                  "The broker refuses a record for its size: raise max.message.bytes of the topic or"
                      + " lower fetch.max-body-bytes ("
                      + refused.getMessage()
                      + ").",
                  refused));
      default ->
          onFailure.accept(
              new ServiceFailure(ExitCode.INTERNAL, "A record could not be written.", cause));
    }
  }
}
