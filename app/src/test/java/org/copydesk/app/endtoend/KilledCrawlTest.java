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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two ingest processes crawl some hundred hosts; one joins, is killed, or is killed and started
 * again in the middle. The hosts' own clock judges whether their new owner waits for a delay.
 */
@Tag("faults")
final class KilledCrawlTest {

  private static final int HOSTS = 300;

  @TempDir private Path folder;

  @Test
  void everyArticleArrivesOnceAndNoHostIsPressedWhenOneOfTwoIngestsIsKilled()
      throws SQLException, IOException {
    // Given one ingest that has read the feeds, and another that takes half of its hosts then
    try (Crawl crawl = new Crawl(3, Duration.ofSeconds(8))) {
      CopydeskProcess first = crawl.service("ingest", Map.of());
      crawl.service("process", Map.of());
      crawl.service("store", Map.of());
      crawl.awaitRequests(HOSTS * 2);
      crawl.service("ingest", Map.of());
      crawl.awaitArticles(crawl.plan.urls() / 2);

      // When the first is killed
      first.kill();

      // Then the other takes all hosts over, and all ends as if nothing had happened
      assertThat(crawl.articles()).isLessThan(crawl.plan.urls());
      crawl.assertComplete();
      crawl.assertPolite();
    }
  }

  @Test
  void killedIngestThatIsBackAtOnceLosesNothingAndPressesNoHost() throws SQLException, IOException {
    // Given two ingests with places of their own in the group, which are reading the feeds
    try (Crawl crawl = new Crawl(2, Duration.ofSeconds(15))) {
      CopydeskProcess first = crawl.service("ingest", Map.of("COPYDESK_KAFKA_SLOT", "0"));
      crawl.service("ingest", Map.of("COPYDESK_KAFKA_SLOT", "1"));
      crawl.service("process", Map.of());
      crawl.service("store", Map.of());
      crawl.awaitRequests(HOSTS * 3 / 2);

      // When one is killed, and started again before the group has missed it
      first.kill();
      crawl.service("ingest", Map.of("COPYDESK_KAFKA_SLOT", "0"));

      // Then all ends as if nothing had happened
      crawl.assertComplete();
      crawl.assertPolite();
    }
  }

  /** A simulated web, and the processes that crawl it. */
  private final class Crawl implements AutoCloseable {
    private final WebPlan plan;
    private final SimulatedWeb web;
    private final Path config;
    private final Machines machines;
    private final List<CopydeskProcess> processes = new ArrayList<>();

    /**
     * @param articles of each host
     * @param delay longer than the hosts are without an owner, so that a new one who comes too
     *     early is seen
     */
    Crawl(int articles, Duration delay) throws IOException {
      plan = new WebPlan(HOSTS, articles, 8_000, delay, Duration.ofMillis(100), 7);
      machines = new Machines(folder);
      web = SimulatedWeb.start(plan);
      config = Files.write(folder.resolve("copydesk.yml"), web.configuration(64));
    }

    CopydeskProcess service(String name, Map<String, String> settings) {
      CopydeskProcess started = machines.service(name, config, settings);
      processes.add(started);
      return started;
    }

    void awaitRequests(int atLeast) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> web.judge().findings().requests() >= atLeast);
    }

    void awaitArticles(int atLeast) {
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                processes.forEach(CopydeskProcess::assertNotFailed);
                assertThat(articles()).isGreaterThanOrEqualTo(atLeast);
              });
    }

    long articles() throws SQLException {
      return machines.rows().count("SELECT count(*) FROM article");
    }

    void assertPolite() {
      RequestJudge.Findings findings = web.judge().findings();
      assertThat(findings.isPolite()).as("%s", findings).isTrue();
    }

    void assertComplete() throws SQLException {
      awaitArticles(plan.urls());
      Rows rows = machines.rows();
      assertThat(articles()).isEqualTo(plan.urls());
      assertThat(rows.count("SELECT count(DISTINCT canonical_url) FROM article"))
          .isEqualTo(plan.urls());
      assertThat(rows.count("SELECT count(*) FROM article_version")).isEqualTo(plan.urls());
      assertThat(rows.outcomes().keySet()).hasSize(plan.urls());
    }

    @Override
    public void close() {
      processes.forEach(CopydeskProcess::close);
      web.close();
      machines.close();
    }
  }
}
