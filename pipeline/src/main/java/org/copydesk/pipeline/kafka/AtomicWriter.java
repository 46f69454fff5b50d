package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * Writes lists of records, each wholly or not at all, for one purpose that has a name. Whoever
 * opens it shuts out all who wrote under that name before, and what they left open is undone. One
 * thread at a time.
 */
public final class AtomicWriter implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final String name;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param name what is written for: among those with one name, the last to open writes
   */
  public AtomicWriter(KafkaSettings settings, String name) {
    this.name = name;
    this.producers =
        () ->
            new KafkaProducer<>(
                ClientProperties.transactionalProducer(settings, "copydesk-" + name));
  }

  /**
   * Shuts out earlier writers of this name; from here on what they wrote stands still.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  public void open() throws InterruptedException {
    attempt(this::opened);
  }

  /**
   * Writes all of the records or none.
   *
   * @throws DependencyUnavailable when it is not known which; {@link #open} settles that
   * @throws ServiceFailure when another took over under this name
   */
  public void write(List<Outgoing> records) throws InterruptedException {
    attempt(
        () -> {
          Producer<byte[], byte[]> open = opened();
          open.beginTransaction();
          for (Outgoing record : records) {
            // A failed send makes the commit fail: its future need not be asked.
            var unused = open.send(record.toKafka());
          }
          open.commitTransaction();
        });
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_LIMIT);
    }
  }

  private void attempt(Runnable action) throws InterruptedException {
    try {
      action.run();
    } catch (InterruptException e) {
      close();
      throw new InterruptedException("interrupted while writing a transaction");
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      close();
      throw new ServiceFailure(
          ExitCode.FENCED, "Another process took over the same " + name + ".", e);
    } catch (KafkaException e) {
      close();
      ServiceFailure hopeless = Failures.hopeless(name, e);
      throw hopeless != null
          ? hopeless
          : new DependencyUnavailable("kafka", Failures.describe(e), e);
    }
  }

  private Producer<byte[], byte[]> opened() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = producers.get();
      producer = open;
      open.initTransactions();
    }
    return open;
  }
}
