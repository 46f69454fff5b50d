package org.copydesk.store;

import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.copydesk.pipeline.kafka.Batch;
import org.copydesk.pipeline.kafka.BatchWork;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.PositionsMoved;
import org.copydesk.pipeline.log.OutcomeLog;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.database.Database;
import org.copydesk.store.database.SqlFailure;
import org.copydesk.store.table.OffsetTable.Step;
import org.copydesk.store.table.OutcomeRow;

/**
 * What happens to a batch: its rows and its partitions' new positions are written in one database
 * transaction, so each record takes effect exactly once, whatever fails in between.
 *
 * <pre>
 *   read the records ─▶ move the positions ─▶ write the rows ─▶ dead letters ─▶ commit ─▶ log
 *                        │ not where we left them: another
 *                        ▼ instance has stored these records
 *                       roll back, go on from where they are
 * </pre>
 */
final class StoreWork implements BatchWork {
  private final Database database;
  private final StartingOffsets startingOffsets;
  private final Positions positions;
  private final RecordReader reader;
  private final BatchWriter writer;
  private final DeadRecords deadRecords;
  private final StoreMetrics metrics;
  private final Clock clock;
  private final CommitDoubt doubt = new CommitDoubt();

  StoreWork(
      Database database,
      StartingOffsets startingOffsets,
      Positions positions,
      RecordReader reader,
      DeadRecords deadRecords,
      StoreMetrics metrics,
      Clock clock) {
    this.database = database;
    this.startingOffsets = startingOffsets;
    this.positions = positions;
    this.reader = reader;
    this.writer = new BatchWriter(metrics);
    this.deadRecords = deadRecords;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Map<PartitionId, Long> startingOffsets(Set<PartitionId> partitions) {
    try {
      Map<PartitionId, Long> starts = startingOffsets.of(partitions);
      positions.are(starts);
      return starts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyUnavailable(SqlFailure.DEPENDENCY, "interrupted while asking it", e);
    }
  }

  @Override
  public void work(Batch batch) throws InterruptedException {
    List<StoreRecord> records = batch.records().stream().map(reader::read).toList();
    SortedMap<PartitionId, Step> steps = positions.steps(batch.next());
    Timer.Sample timing = metrics.begin();
    Written written = store(steps, records);
    positions.took(steps);
    metrics.committed(timing, records.size(), written);
    log(written.news());
  }

  private void log(List<OutcomeRow> news) {
    Instant stored = clock.instant();
    news.forEach(row -> OutcomeLog.log(row.outcome(), row.articleId(), row.times(), stored));
  }

  private Written store(SortedMap<PartitionId, Step> steps, List<StoreRecord> records)
      throws InterruptedException {
    try {
      Written written = database.inTransaction(connection -> attempt(connection, steps, records));
      doubt.committed();
      return written;
    } catch (PositionsElsewhere e) {
      return resolve(steps);
    } catch (DependencyUnavailable | ServiceFailure e) {
      metrics.failed(e);
      throw e;
    }
  }

  private Written attempt(
      Connection connection, SortedMap<PartitionId, Step> steps, List<StoreRecord> records)
      throws SQLException, InterruptedException {
    List<PartitionId> elsewhere = positions.advance(connection, steps);
    if (!elsewhere.isEmpty()) {
      throw new PositionsElsewhere(elsewhere);
    }
    Written rows = writer.write(connection, readable(records));
    List<DeadRecord> dead = Stream.concat(unreadable(records), rows.refused().stream()).toList();
    Written written = rows.withNews(deadRecords.giveUp(connection, dead));
    doubt.committing(steps, written);
    return written;
  }

  private static List<StoreRecord> readable(List<StoreRecord> records) {
    return records.stream().filter(record -> !(record instanceof StoreRecord.Unreadable)).toList();
  }

  private static Stream<DeadRecord> unreadable(List<StoreRecord> records) {
    return records.stream()
        .filter(StoreRecord.Unreadable.class::isInstance)
        .map(StoreRecord.Unreadable.class::cast)
        .map(DeadRecord::unreadable);
  }

  /** Either an earlier attempt was committed after all, or another instance was here. */
  private Written resolve(SortedMap<PartitionId, Step> steps) throws InterruptedException {
    Map<PartitionId, Long> found =
        database.inTransaction(connection -> positions.lookUp(connection, steps));
    return doubt
        .resolve(steps, found)
        .orElseThrow(
            () -> {
              metrics.fenced();
              positions.are(found);
              return new PositionsMoved(found);
            });
  }

  @Override
  public void close() {
    deadRecords.close();
  }

  /** Rolls the transaction back: these partitions are not where this instance left them. */
  private static final class PositionsElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PositionsElsewhere(List<PartitionId> partitions) {
      super("stored by another instance: " + partitions);
    }
  }
}
