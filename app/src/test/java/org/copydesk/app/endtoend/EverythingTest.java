package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copydesk up} as a newcomer runs it: nothing configured, everything embedded. */
final class EverythingTest {
  private static final long STOCK = 60;

  @TempDir private Path folder;

  @Test
  void upStoresTheSampleAndGoesOnAfterKill() throws SQLException {
    // Given a first run that has stored the sample's stock
    Set<String> stored;
    try (CopydeskProcess first = up()) {
      assertThat(first.awaitReady()).contains("broker", "database", "status");
      awaitArticles(STOCK);
      assertThat(rows().map("SELECT DISTINCT source_id, language FROM article")).hasSize(6);
      assertThat(
              rows()
                  .count(
                      "SELECT count(*) FROM article WHERE body ~ 'Spread the love|Leave A Reply"
                          + "|Social Media Auto Publish'"))
          .isZero();
      assertSecondIsRefused();
      assertProbeShowsASiteAsItIs();

      // When it is killed
      stored = rows().bodies().keySet();
      first.kill();
    }

    // Then the next run goes on: nothing is gone, nothing is there twice, new articles come
    try (CopydeskProcess second = up()) {
      second.awaitReady();
      awaitArticles(stored.size() + 2L);
      assertThat(rows().bodies().keySet()).containsAll(stored);
      assertThat(rows().count("SELECT count(*) - count(DISTINCT canonical_url) FROM article"))
          .isZero();
      Instance.Database database = instance().database();
      assertThat(database).isNotNull();

      // And a stop leaves nothing behind
      assertThat(second.terminate()).as(second.log()).isIn(0, 143);
      assertThat(DataFolder.running(folder.resolve("data"))).isEmpty();
    }
  }

  private void assertSecondIsRefused() {
    try (CopydeskProcess other = up()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !other.isAlive());
      assertThat(other.log()).contains("in use").doesNotContain("\tat ");
    }
  }

  private void assertProbeShowsASiteAsItIs() throws SQLException {
    String article =
        rows()
            .map("SELECT canonical_url, article_id FROM article WHERE source_id = 'talblick'")
            .keySet()
            .iterator()
            .next();
    String site = URI.create(article).resolve("/").toString();
    try (CopydeskProcess probe = run("sources", "probe", site, "--set", "fetch.delay=100ms")) {
      await().atMost(Duration.ofMinutes(1)).until(() -> !probe.isAlive());
      assertThat(probe.output())
          .contains("robots.txt", "allows", "Language     de", "(article)", "To follow it", site)
          .containsPattern("Feed +" + site);
    }
  }

  private CopydeskProcess run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    return CopydeskProcess.start(folder, Map.of("PATH", System.getenv("PATH")), arguments);
  }

  private CopydeskProcess up() {
    return CopydeskProcess.start(
        folder,
        Map.of("PATH", System.getenv("PATH"), "COPYDESK_STATUS_BIND", "127.0.0.1:0"),
        List.of("up", "--data", folder.resolve("data").toString()));
  }

  private void awaitArticles(long atLeast) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> rows().count("SELECT count(*) FROM article") >= atLeast);
  }

  private Rows rows() {
    Instance.Database database = instance().database();
    if (database == null) {
      throw new AssertionError("no database is running");
    }
    return new Rows(database.jdbcUrl(), database.user(), database.password());
  }

  private Instance instance() {
    return DataFolder.running(folder.resolve("data")).orElseThrow();
  }
}
