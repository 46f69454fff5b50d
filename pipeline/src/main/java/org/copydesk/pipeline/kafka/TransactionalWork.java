package org.copydesk.pipeline.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Exactly once from topic to topics: what a batch becomes is written in one transaction together
 * with the batch's offsets, so that readers of committed records see all of it or nothing, and a
 * batch that was written is never read again.
 *
 * <p>The handler runs first and outside the transaction, once for each batch however often the
 * transaction is tried; a transaction is open only for as long as the writing takes.
 */
public final class TransactionalWork implements BatchWork {

  /** Makes records of records. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Reads what is kept for these partitions, anew if it was read before. No transaction of an
     * owner before us is open any longer but for its last markers. May be called while a batch of
     * other partitions is handled.
     *
     * @throws DependencyUnavailable to be asked again later
     */
    default void starting(Set<PartitionId> partitions) {}

    /** Told when partitions are no longer ours: what is kept for them may go. */
    default void released(Set<PartitionId> partitions) {}

    /**
     * Handles a batch's records; must have no effect but its answer.
     *
     * @throws InterruptedException when told to stop
     */
    Output handle(List<Incoming> records) throws InterruptedException;
  }

  /**
   * What a batch became.
   *
   * @param records everything to write: results, outcomes, dead letters
   * @param afterCommit what may follow only when the transaction is committed, such as memory and
   *     log lines
   */
  public record Output(List<Outgoing> records, Runnable afterCommit) {
    public Output {
      records = List.copyOf(records);
    }
  }

  private final Handler handler;
  private final Transactions transactions;
  private @Nullable Prepared prepared;

  /** Partitions of which a part of a batch was committed that memory knows nothing of. */
  private Set<PartitionId> stale = Set.of();

  private record Prepared(Batch batch, Output output) {}

  /**
   * @param group the consumer group whose offsets are committed
   */
  public TransactionalWork(KafkaSettings settings, String group, Handler handler) {
    this(handler, new Transactions(settings, group));
  }

  TransactionalWork(Handler handler, Transactions transactions) {
    this.handler = handler;
    this.transactions = transactions;
  }

  @Override
  public Map<PartitionId, Long> startingOffsets(Set<PartitionId> partitions) {
    transactions.awaitSettled();
    handler.starting(partitions);
    return Map.of();
  }

  @Override
  public void released(Set<PartitionId> partitions) {
    handler.released(partitions);
  }

  @Override
  public void work(Batch batch) throws InterruptedException {
    Output output = prepare(batch);
    try {
      transactions.write(output.records(), batch);
    } catch (PositionsMoved e) {
      stale = batch.partitions();
      throw e;
    } catch (KafkaException e) {
      throw transactions.recover(e);
    }
    prepared = null;
    output.afterCommit().run();
  }

  @Override
  public boolean commitsOffsets() {
    return true;
  }

  @Override
  public void close() {
    transactions.close();
  }

  /** The handler's answer, kept for the batch's next attempt. */
  private Output prepare(Batch batch) throws InterruptedException {
    Prepared known = prepared;
    if (known != null && known.batch().equals(batch)) {
      return known.output();
    }
    if (!stale.isEmpty()) {
      handler.starting(stale);
      stale = Set.of();
    }
    Output output = handler.handle(batch.records());
    prepared = new Prepared(batch, output);
    return output;
  }
}
