package org.copydesk.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.util.Locale;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.store.database.SqlFailure;
import org.copydesk.store.table.ArticleChange;

/**
 * The store's metrics; their names are API.
 *
 * <table>
 *   <caption>Names as Prometheus shows them</caption>
 *   <tr><td>{@code db_batch_rows}</td><td>records of one transaction</td></tr>
 *   <tr><td>{@code db_commit_seconds}</td><td>one transaction, its commit included</td></tr>
 *   <tr><td>{@code db_rows_total{op}}</td><td>articles by what happened: insert, update, noop</td></tr>
 *   <tr><td>{@code db_errors_total{sqlstate_class}}</td><td>errors by the class of their SQLSTATE</td></tr>
 *   <tr><td>{@code db_batches_fenced_total}</td><td>batches rolled back, as their positions had
 *       moved</td></tr>
 *   <tr><td>{@code dlq_records_total{stage,code}}</td><td>dead letters by reason</td></tr>
 * </table>
 */
final class StoreMetrics {
  private final MeterRegistry meters;
  private final DistributionSummary batchRows;
  private final Timer commit;
  private final Counter fenced;

  StoreMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.batchRows =
        DistributionSummary.builder("db.batch.rows")
            .description("records of one transaction")
            .register(meters);
    this.commit =
        Timer.builder("db.commit").description("one transaction with its commit").register(meters);
    this.fenced =
        Counter.builder("db.batches.fenced")
            .description("batches rolled back: another instance has stored their partition")
            .register(meters);
    for (ArticleChange.Operation operation : ArticleChange.Operation.values()) {
      rows(operation);
    }
  }

  Timer.Sample begin() {
    return Timer.start(meters);
  }

  void committed(Timer.Sample sample, int records, Written written) {
    sample.stop(commit);
    batchRows.record(records);
    written.operations().forEach((operation, count) -> rows(operation).increment(count));
  }

  void failed(SQLException error) {
    meters.counter("db.errors", "sqlstate.class", SqlFailure.stateClass(error)).increment();
  }

  /** Counts a failed transaction by the error of the database that is its cause, if one is. */
  void failed(RuntimeException failure) {
    if (failure.getCause() instanceof SQLException error) {
      failed(error);
    }
  }

  void fenced() {
    fenced.increment();
  }

  void deadLetter(DeadLetterReason reason) {
    meters.counter("dlq.records", "stage", Outcomes.STAGE, "code", reason.code()).increment();
  }

  private Counter rows(ArticleChange.Operation operation) {
    return meters.counter("db.rows", "op", operation.name().toLowerCase(Locale.ROOT));
  }
}
