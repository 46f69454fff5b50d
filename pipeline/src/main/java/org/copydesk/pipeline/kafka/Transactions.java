package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactional producer and the ways a transaction can fail. One thread at a time.
 *
 * <ul>
 *   <li>The outcome of a commit is unknown (a time-out): the producer is opened anew under the same
 *       id, which settles the old transaction, and the group's committed offsets tell which way.
 *   <li>Fenced with a slot: another instance has our place, and the service ends.
 *   <li>Anything else is aborted and tried again.
 * </ul>
 */
final class Transactions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Transactions.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final @Nullable String slot;
  private final String group;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final CommittedOffsets committedOffsets;
  private @Nullable Producer<byte[], byte[]> producer;

  /** The batch whose commit was not answered: it may be committed or not. */
  private @Nullable Batch unanswered;

  Transactions(KafkaSettings settings, String group) {
    this(
        settings.slot(),
        group,
        producers(settings, group),
        () -> GroupOffsets.read(settings, group));
  }

  Transactions(
      @Nullable String slot,
      String group,
      Supplier<Producer<byte[], byte[]>> producers,
      CommittedOffsets committedOffsets) {
    this.slot = slot;
    this.group = group;
    this.producers = producers;
    this.committedOffsets = committedOffsets;
  }

  /** Asks the broker for the group's committed offsets. */
  interface CommittedOffsets {
    Map<PartitionId, Long> read();
  }

  /**
   * Waits until no transaction is about to move the group's offsets: what an owner before us had
   * begun is decided then, though its markers may still be on their way.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  void awaitSettled() {
    committedOffsets.read();
  }

  /** Writes the records and the batch's offsets in one transaction. */
  void write(List<Outgoing> records, Batch batch) throws InterruptedException {
    try {
      Producer<byte[], byte[]> open = open();
      Batch doubtful = unanswered;
      if (doubtful != null && settle(doubtful, batch)) {
        return;
      }
      open.beginTransaction();
      for (Outgoing record : records) {
        // A failed send makes the commit fail: its future need not be asked.
        var unused = open.send(record.toKafka());
      }
      open.sendOffsetsToTransaction(offsets(batch), batch.member().metadata());
      commit(open, batch);
    } catch (InterruptException e) {
      // Kafka's own form of an interruption: whatever was begun dies with the producer.
      discard();
      throw new InterruptedException("interrupted while writing a transaction");
    }
  }

  /**
   * Puts the producer in order after a failure, and says how the caller goes on.
   *
   * @return what to throw: {@link DependencyUnavailable} to try again, {@link ServiceFailure} to
   *     end
   */
  RuntimeException recover(KafkaException failure) {
    if (isFenced(failure) && slot != null) {
      discard();
      return Failures.asServiceFailure(group, failure);
    }
    if (unanswered != null || isFenced(failure) || !abort()) {
      discard();
    }
    ServiceFailure hopeless = Failures.hopeless(group, failure);
    if (hopeless != null) {
      discard();
      return hopeless;
    }
    String what = failure instanceof CommitFailedException ? "consumer group membership" : "kafka";
    return new DependencyUnavailable(what, Failures.describe(failure), failure);
  }

  @Override
  public void close() {
    discard();
  }

  private Producer<byte[], byte[]> open() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
      current.initTransactions();
    }
    return current;
  }

  private void commit(Producer<byte[], byte[]> open, Batch batch) {
    try {
      open.commitTransaction();
    } catch (TimeoutException | InterruptException e) {
      unanswered = batch;
      throw e;
    }
  }

  /**
   * Finds out how an unanswered commit ended. By now another batch may be in hand, when the records
   * came again in a longer one, a shorter one, or one of other partitions.
   *
   * @return whether this very batch is committed
   * @throws PositionsMoved when the other was committed: reading goes on behind it
   */
  private boolean settle(Batch doubtful, Batch batch) {
    Map<PartitionId, Long> committed = committedOffsets.read();
    unanswered = null;
    Map<PartitionId, Long> behind = new HashMap<>(doubtful.next());
    behind.replaceAll((partition, next) -> committed.getOrDefault(partition, -1L));
    boolean wentThrough =
        doubtful.next().entrySet().stream()
            .allMatch(next -> behind.getOrDefault(next.getKey(), -1L) >= next.getValue());
    if (!wentThrough) {
      return false;
    }
    Map<PartitionId, Long> resumeAt = batch.first();
    if (batch.next().equals(doubtful.next()) && resumeAt.equals(doubtful.first())) {
      return true;
    }
    resumeAt.putAll(behind);
    throw new PositionsMoved(resumeAt);
  }

  /** Whether the transaction could be aborted, so that the producer may begin another. */
  private boolean abort() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      return true;
    }
    try {
      current.abortTransaction();
      return true;
    } catch (KafkaException | IllegalStateException e) {
      log.atInfo().addKeyValue("reason", Failures.describe(e)).log("transaction not aborted");
      return false;
    }
  }

  private void discard() {
    Producer<byte[], byte[]> current = producer;
    producer = null;
    if (current == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      current.close(CLOSE_LIMIT);
    } catch (KafkaException e) {
      log.atInfo().addKeyValue("reason", Failures.describe(e)).log("producer did not close well");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isFenced(KafkaException failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException;
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Batch batch) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch
        .next()
        .forEach(
            (partition, next) -> offsets.put(partition.toKafka(), new OffsetAndMetadata(next)));
    return offsets;
  }

  private static Supplier<Producer<byte[], byte[]>> producers(
      KafkaSettings settings, String group) {
    String slot = settings.slot();
    String id = group + "-" + (slot == null ? UUID.randomUUID() : slot);
    return () -> new KafkaProducer<>(ClientProperties.transactionalProducer(settings, id));
  }
}
