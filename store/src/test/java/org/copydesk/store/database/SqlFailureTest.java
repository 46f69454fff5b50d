package org.copydesk.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

  @ParameterizedTest
  @CsvSource({
    "21000, ROW",
    "22021, ROW",
    "22P05, ROW",
    "23514, ROW",
    "54000, ROW",
    "42703, FATAL",
    "42501, FATAL",
    "28P01, FATAL",
    "3D000, FATAL",
    "08006, UNAVAILABLE",
    "25006, UNAVAILABLE",
    "40001, UNAVAILABLE",
    "40P01, UNAVAILABLE",
    "53100, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "55P03, UNAVAILABLE",
    "57014, TOO_LONG",
    "57P01, UNAVAILABLE",
    "XX000, UNAVAILABLE"
  })
  void theClassOfTheSqlStateDecides(String state, SqlFailure expected) {
    assertThat(SqlFailure.of(new SQLException("refused", state))).isEqualTo(expected);
  }

  @Test
  void anErrorWithoutAStateIsTriedAgain() {
    assertThat(SqlFailure.translate(new SQLException("no route")))
        .isInstanceOf(DependencyUnavailable.class);
  }

  @Test
  void theServersOwnErrorBehindThePoolsDecides() {
    SQLException pools =
        new SQLTransientConnectionException(
            "timed out", null, new SQLException("password", "28P01"));

    assertThat(SqlFailure.of(pools)).isEqualTo(SqlFailure.FATAL);
  }

  @Test
  void aBatchsErrorIsThatOfItsStatement() {
    BatchUpdateException batch = new BatchUpdateException("batch entry 3", "23514", new int[0]);

    assertThat(SqlFailure.of(batch)).isEqualTo(SqlFailure.ROW);
  }

  @Test
  void messagesDoNotQuoteTheRow() {
    SQLException refused =
        new SQLException(
            "ERROR: value too long\n  Detail: Failing row contains (secret).", "23514");

    assertThat(SqlFailure.translate(refused)).hasMessageNotContaining("secret");
  }

  @Test
  void aRefusedPasswordIsAMatterOfPermission() {
    RuntimeException failure =
        SqlFailure.translate(new SQLException("password authentication failed", "28P01"));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            sentence -> assertThat(sentence.exitCode()).isEqualTo(ExitCode.NO_PERMISSION));
  }
}
