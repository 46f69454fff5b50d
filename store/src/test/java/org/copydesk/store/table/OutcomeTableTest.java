package org.copydesk.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UrlOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutcomeTableTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String URL = "https://gazette.example/section";

  @RegisterExtension static final TablesExtension tables = new TablesExtension();

  private final OutcomeTable table = new OutcomeTable();

  @Test
  void aReplayedOutcomeIsNoNews() throws SQLException {
    // Given
    OutcomeRow outcome = outcome(Disposition.NOT_ARTICLE, NOON);
    assertThat(table.store(tables.connection(), List.of(outcome))).containsExactly(outcome);

    // When
    List<OutcomeRow> news = table.store(tables.connection(), List.of(outcome));

    // Then
    assertThat(news).isEmpty();
  }

  @Test
  void anEarlierDecisionNeverReplacesALaterOne() throws SQLException {
    // Given
    table.store(tables.connection(), List.of(outcome(Disposition.GONE, NOON.plusSeconds(60))));

    // When
    table.store(tables.connection(), List.of(outcome(Disposition.NOT_ARTICLE, NOON)));

    // Then
    assertThat(disposition()).isEqualTo("gone");
  }

  @Test
  void ofTwoInOneBatchTheLaterDecisionCounts() throws SQLException {
    // When
    table.store(
        tables.connection(),
        List.of(
            outcome(Disposition.GONE, NOON.plusSeconds(60)),
            outcome(Disposition.NOT_ARTICLE, NOON)));

    // Then
    assertThat(disposition()).isEqualTo("gone");
  }

  @Test
  void aMendedDeadLetterReplacesItself() throws SQLException {
    // Given
    table.store(tables.connection(), List.of(outcome(Disposition.DEAD_LETTER, NOON)));

    // When: sent again, it was decided at the same moment
    table.store(tables.connection(), List.of(outcome(Disposition.STORED, NOON)));

    // Then
    assertThat(disposition()).isEqualTo("stored");
  }

  private static OutcomeRow outcome(Disposition disposition, Instant at) {
    return new OutcomeRow(
        new UrlOutcome(Ids.urlId(URL), URL, disposition, null, null, null, null, "process", at),
        null,
        StageTimes.none().withProcessed(at));
  }

  private static Object disposition() throws SQLException {
    return tables.value("SELECT disposition FROM url_outcome");
  }
}
