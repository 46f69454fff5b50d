package org.copydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.copydesk.pipeline.kafka.DeadLetterReason;
import org.copydesk.pipeline.service.Metrics;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {

  @Test
  void theNamesAreThoseThatAlertsRelyOn() {
    try (Metrics prometheus = new Metrics()) {
      // Given
      StoreMetrics metrics = new StoreMetrics(prometheus.registry());

      // When
      metrics.committed(metrics.begin(), 3, Written.NOTHING);
      metrics.failed(new SQLException("disk full", "53100"));
      metrics.fenced();
      metrics.deadLetter(DeadLetterReason.MALFORMED);

      // Then
      assertThat(prometheus.scrape())
          .contains(
              "db_batch_rows_sum 3.0",
              "db_commit_seconds_count 1",
              "db_rows_total{op=\"insert\"} 0.0",
              "db_rows_total{op=\"update\"} 0.0",
              "db_rows_total{op=\"noop\"} 0.0",
              "db_errors_total{sqlstate_class=\"53\"} 1.0",
              "db_batches_fenced_total 1.0",
              "dlq_records_total{code=\"malformed\",stage=\"store\"} 1.0");
    }
  }
}
