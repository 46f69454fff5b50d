package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.app.newsroom.SampleNewsroom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three services as processes of their own, killed in the middle of their work. */
@Tag("faults")
final class KilledServicesTest {
  private static final Map<String, String> SLOT = Map.of("COPYDESK_KAFKA_SLOT", "0");

  @TempDir private Path folder;

  private final List<CopydeskProcess> processes = new ArrayList<>();
  private Machines machines;
  private SampleNewsroom newsroom;
  private Truth truth;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    machines = new Machines(folder);
    newsroom =
        SampleNewsroom.start(
            SampleNewsroom.Settings.forOneRun()
                .withArticles(12, 24)
                .withPace(Duration.ofMillis(400), Duration.ofSeconds(5)));
    truth = new Truth(newsroom);
    config = machines.config(newsroom.sites());
  }

  @AfterEach
  void stop() {
    processes.forEach(CopydeskProcess::close);
    newsroom.close();
    machines.close();
  }

  @Test
  void nothingIsLostOrStoredTwiceWhenEachServiceIsKilled() throws SQLException {
    CopydeskProcess ingest = service("ingest", SLOT);
    CopydeskProcess process = service("process", SLOT);
    CopydeskProcess store = service("store", SLOT);

    // When each is killed in the middle, and started again
    awaitMoreThan(5);
    ingest.kill();
    ingest = service("ingest", SLOT);
    awaitMoreThan(articles() + 5);
    process.kill();
    process = service("process", SLOT);
    awaitMoreThan(articles() + 5);
    store.kill();
    store = service("store", SLOT);
    awaitMoreThan(articles() + 5);
    ingest.kill();
    process.kill();
    store.kill();
    service("ingest", SLOT);
    service("process", SLOT);
    service("store", SLOT);

    // Then all ends as if nothing had happened
    awaitAllStored();
    truth.assertEverythingEndedOnce(machines.rows());
    truth.assertNoBoilerplate(machines.rows());
  }

  @Test
  void storeThatWakesUpLateWritesNothing() throws SQLException {
    // Given a store that is frozen in the middle of a batch, its positions not yet moved
    Map<String, String> quick = Map.of("COPYDESK_KAFKA_PROPERTIES", "{session.timeout.ms: 6000}");
    service("ingest", SLOT);
    service("process", SLOT);
    CopydeskProcess first = service("store", quick);
    awaitMoreThan(5);
    try (Connection lock = machines.rows().connect()) {
      lock.setAutoCommit(false);
      try (var statement = lock.createStatement()) {
        statement.execute("LOCK TABLE consumer_offset IN ACCESS EXCLUSIVE MODE");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> sessionsWaitingForLocks() > 0);
      first.freeze();
      await().atMost(Duration.ofSeconds(30)).until(() -> sessionsWaitingForLocks() == 0);
      lock.rollback();
    }
    long before = articles();

    // When another takes over, and the first wakes up
    service("store", quick);
    awaitMoreThan(before + 5);
    first.wake();

    // Then the first's batch is refused, and both go on
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> first.log().contains("moved without this instance"));
    awaitAllStored();
    truth.assertEverythingEndedOnce(machines.rows());
    assertThat(first.isAlive()).isTrue();
  }

  @Test
  void stopIsCleanAndQuick() throws SQLException {
    CopydeskProcess ingest = service("ingest", SLOT);
    CopydeskProcess process = service("process", SLOT);
    CopydeskProcess store = service("store", SLOT);
    awaitMoreThan(5);

    for (CopydeskProcess stopped : List.of(ingest, process, store)) {
      long begun = System.nanoTime();
      assertThat(stopped.terminate()).as(stopped.log()).isIn(0, 143);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
      assertThat(stopped.log()).doesNotContain("\tat ");
    }
  }

  private CopydeskProcess service(String name, Map<String, String> settings) {
    CopydeskProcess started = machines.service(name, config, settings);
    processes.add(started);
    return started;
  }

  private long articles() throws SQLException {
    return machines.rows().count("SELECT count(*) FROM article");
  }

  private void awaitMoreThan(long articles) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              processes.forEach(CopydeskProcess::assertNotFailed);
              return articles() > articles;
            });
  }

  private void awaitAllStored() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(truth.articles()).hasSize(6 * 24);
              assertThat(truth.missingFrom(machines.rows())).isEmpty();
            });
  }

  private long sessionsWaitingForLocks() throws SQLException {
    return machines
        .rows()
        .count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
  }
}
