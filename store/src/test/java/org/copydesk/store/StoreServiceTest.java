package org.copydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.testing.KafkaBrokerExtension;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreServiceTest {
  @RegisterExtension static final KafkaBrokerExtension broker = new KafkaBrokerExtension();
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private StoreBench bench;

  @BeforeEach
  void setUp() throws SQLException {
    bench = new StoreBench(broker, postgres);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void articlesAndOutcomesAreStored() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    bench.send(ferry, ArticleDraft.of("bridge"));
    bench.send(StoreBench.outcome("section", Disposition.NOT_ARTICLE, ferry.processedAt()));

    // When
    try (StoreService service = bench.service()) {
      service.start();
      bench.awaitAllStored();

      // Then
      assertThat(service.check().healthy()).isTrue();
    }
    assertThat(bench.count("article")).isEqualTo(2);
    assertThat(bench.count("article_version")).isEqualTo(2);
    assertThat(bench.rows("SELECT disposition, count(*) FROM url_outcome GROUP BY 1 ORDER BY 1"))
        .containsExactly(List.of("not-article", 1L), List.of("stored", 2L));
    assertThat(bench.failures).isEmpty();
  }

  @Test
  void replayedRecordsAreStoredOnce() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    bench.send(ferry, ferry, ferry);

    // When
    try (StoreService service = bench.service()) {
      service.start();
      bench.awaitAllStored();
    }

    // Then
    assertThat(bench.rows("SELECT version FROM article")).containsExactly(List.of(1));
    assertThat(bench.count("article_version")).isEqualTo(1);
    assertThat(bench.value("SELECT disposition FROM url_outcome")).isEqualTo("stored");
  }
}
