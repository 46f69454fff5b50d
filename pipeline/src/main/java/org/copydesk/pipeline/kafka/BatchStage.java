package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that works on one batch after another, in order, on a thread of its own, while the loop
 * goes on polling with everything paused: however long a database is away, the group keeps this
 * member, and the records wait in their topic.
 *
 * <p>Law: an offset is given out as done only after {@link BatchWork#work} returned for its batch.
 */
public final class BatchStage implements Stage {
  private static final Logger log = LoggerFactory.getLogger(BatchStage.class);

  /** How long a batch may take to finish when one of its partitions goes to another member. */
  private static final Duration HAND_OVER = Duration.ofSeconds(8);

  private final BatchWork work;
  private final Duration handOver;
  private final BatchWorker worker;
  private final Map<PartitionId, Long> done = new HashMap<>();
  private final Map<PartitionId, Long> rewinds = new HashMap<>();
  private final Gathering gathering;
  private boolean grew;
  private BatchWorker.@Nullable Task current;

  /**
   * @param name what its thread is called
   * @param maxRecords the most records of one batch
   */
  public BatchStage(String name, BatchWork work, int maxRecords) {
    this(name, work, maxRecords, HAND_OVER);
  }

  BatchStage(String name, BatchWork work, int maxRecords, Duration handOver) {
    this.gathering = new Gathering(maxRecords);
    this.handOver = handOver;
    this.work = work;
    this.worker = new BatchWorker(name, work);
  }

  /** The most records that a poll may bring: several polls make a batch. */
  public int pollRecords() {
    return gathering.pollRecords();
  }

  @Override
  public Map<PartitionId, Long> start(Set<PartitionId> partitions) {
    return work.startingOffsets(partitions);
  }

  @Override
  public void accept(Polled polled) {
    if (current != null) {
      throw new IllegalStateException("a batch is in hand already");
    }
    gathering.add(polled);
    grew = true;
    boolean moreWaits = polled.records().size() >= pollRecords();
    if (!moreWaits || gathering.isFull()) {
      begin();
    }
  }

  @Override
  public boolean wantsMore(PartitionId partition) {
    return current == null;
  }

  @Override
  public void awaitProgress(Duration atMost) throws InterruptedException {
    BatchWorker.Task task = current;
    if (task != null) {
      task.await(atMost);
    }
  }

  @Override
  public Map<PartitionId, Long> takeDone() {
    collect();
    if (!grew && !gathering.isEmpty()) {
      begin();
    }
    grew = false;
    Map<PartitionId, Long> taken = work.commitsOffsets() ? Map.of() : Map.copyOf(done);
    done.clear();
    return taken;
  }

  @Override
  public Map<PartitionId, Long> takeRewinds() {
    Map<PartitionId, Long> taken = new HashMap<>(rewinds);
    rewinds.clear();
    return taken;
  }

  @Override
  public void revoked(Set<PartitionId> partitions) {
    gathering.forget(partitions);
    finishOrAbandon(partitions, handOver);
    work.released(partitions);
  }

  @Override
  public void lost(Set<PartitionId> partitions) {
    gathering.forget(partitions);
    finishOrAbandon(partitions, Duration.ZERO);
    partitions.forEach(done::remove);
    work.released(partitions);
  }

  @Override
  public boolean isHealthy() {
    return worker.isHealthy();
  }

  @Override
  public void close(Duration within) {
    gathering.clear();
    BatchWorker.Task task = current;
    if (task != null) {
      finishOrAbandon(task.batch().partitions(), within);
    }
    worker.close();
    work.close();
  }

  private void begin() {
    current = worker.begin(gathering.take());
  }

  private void finishOrAbandon(Set<PartitionId> partitions, Duration within) {
    BatchWorker.Task task = current;
    if (task == null || partitions.stream().noneMatch(task.batch().partitions()::contains)) {
      return;
    }
    try {
      if (!task.await(within)) {
        task.abandon();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      task.abandon();
    }
    collect();
  }

  /** Takes the current task's result in, if it has one. */
  private void collect() {
    BatchWorker.Task task = current;
    if (task == null || !task.isOver()) {
      return;
    }
    current = null;
    switch (task.result()) {
      case BatchWorker.Result.Done() -> done.putAll(task.batch().next());
      case BatchWorker.Result.Abandoned() -> {
        rewinds.putAll(task.batch().first());
        log.atInfo()
            .addKeyValue("partitions", task.batch().first())
            .log("batch abandoned: its records come again");
      }
      case BatchWorker.Result.Moved(PositionsMoved where) -> {
        rewinds.putAll(where.resumeAt());
        log.atWarn()
            .addKeyValue("batch", task.batch().first())
            .addKeyValue("resume_at", where.resumeAt())
            .log("batch refused: its partitions moved without this instance");
      }
      case BatchWorker.Result.Failed(RuntimeException cause) -> throw cause;
    }
  }
}
