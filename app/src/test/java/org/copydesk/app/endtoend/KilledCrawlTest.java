package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.app.simulation.RequestJudge;
import org.copydesk.app.simulation.SimulatedWeb;
import org.copydesk.app.simulation.WebPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ingest processes crawl some hundred hosts; one is killed in the middle. */
@Tag("faults")
final class KilledCrawlTest {

  private static final WebPlan PLAN =
      new WebPlan(300, 12, 8_000, Duration.ofMillis(1_500), Duration.ofMillis(100), 7);

  @TempDir private Path folder;

  private final List<CopydeskProcess> processes = new ArrayList<>();
  private Machines machines;
  private SimulatedWeb web;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    machines = new Machines(folder);
    web = SimulatedWeb.start(PLAN);
    config = Files.write(folder.resolve("copydesk.yml"), web.configuration(64));
  }

  @AfterEach
  void stop() {
    processes.forEach(CopydeskProcess::close);
    web.close();
    machines.close();
  }

  @Test
  void everyArticleArrivesOnceAndNoHostIsPressedWhenOneOfTwoIngestsIsKilled() throws SQLException {
    // Given two that share the hosts, and articles that have come through to the database
    CopydeskProcess first = service("ingest");
    service("ingest");
    service("process");
    service("store");
    awaitArticles(PLAN.urls() / 6);
    long requests = web.judge().findings().requests();

    // When one is killed
    first.kill();

    // Then the other takes its hosts over, and all ends as if nothing had happened
    awaitArticles(PLAN.urls());
    RequestJudge.Findings findings = web.judge().findings();
    assertThat(findings.requests()).isGreaterThan(requests);
    assertThat(findings.isPolite()).as("%s", findings).isTrue();
    assertRows();
  }

  private void assertRows() throws SQLException {
    Rows rows = machines.rows();
    assertThat(rows.count("SELECT count(*) FROM article")).isEqualTo(PLAN.urls());
    assertThat(rows.count("SELECT count(DISTINCT canonical_url) FROM article"))
        .isEqualTo(PLAN.urls());
    assertThat(rows.count("SELECT count(*) FROM article_version")).isEqualTo(PLAN.urls());
    assertThat(rows.outcomes().keySet()).hasSize(PLAN.urls());
  }

  private CopydeskProcess service(String name) {
    CopydeskProcess started = machines.service(name, config, Map.of());
    processes.add(started);
    return started;
  }

  private void awaitArticles(int atLeast) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              processes.forEach(CopydeskProcess::assertNotFailed);
              assertThat(machines.rows().count("SELECT count(*) FROM article"))
                  .isGreaterThanOrEqualTo(atLeast);
            });
  }
}
