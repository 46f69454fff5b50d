package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed of a few hundred real pages goes through to rows. */
final class RealPagesTest {
  @TempDir private Path folder;

  @Test
  void everyPageOfTheFeedEndsInExactlyOneOutcome() throws IOException, SQLException {
    assumeTrue(RealPages.isPresent(), "../shared/quality is not beside the project");
    Map<String, byte[]> pages = RealPages.read(Set.of("naeb", "fundus_pub"));
    assertThat(pages).hasSizeGreaterThan(250);
    try (Machines machines = new Machines(folder);
        PageServer server = new PageServer(pages);
        CopydeskProcess ingest = service(machines, server, "ingest");
        CopydeskProcess process = service(machines, server, "process");
        CopydeskProcess store = service(machines, server, "store")) {
      Rows rows = machines.rows();

      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  rows.count("SELECT count(*) FROM url_outcome") >= pages.size()
                      && rows.outcomes().keySet().containsAll(server.urls()));

      Map<String, String> outcomes = new HashMap<>(rows.outcomes());
      // Two pages of one publisher call an address of the same host their own.
      Map<String, String> canonical = new HashMap<>(outcomes);
      canonical.keySet().removeAll(server.urls());
      assertThat(canonical.values()).containsOnly("duplicate");
      outcomes.keySet().retainAll(server.urls());
      assertThat(
              rows.count(
                  "SELECT count(*) FROM url_outcome"
                      + " WHERE disposition = 'duplicate' AND reason = 'canonical'"))
          .isEqualTo(canonical.size());
      // Some of the pages say in a meta tag that they do not want to be kept.
      assertThat(outcomes.values()).isSubsetOf(Set.of("stored", "not-article", "refused"));
      assertThat(
              rows.map("SELECT url, reason FROM url_outcome WHERE disposition = 'refused'")
                  .values())
          .isSubsetOf(Set.of("meta-robots", "unavailable-after"));
      assertThat(rows.count("SELECT count(*) FROM article"))
          .isEqualTo(rows.count("SELECT count(*) FROM url_outcome WHERE disposition = 'stored'"))
          .isGreaterThan(pages.size() * 9L / 10);
      assertThat(
              rows.count(
                  "SELECT count(*) FROM url_outcome"
                      + " WHERE disposition = 'not-article' AND reason IS NULL"))
          .isZero();
      assertThat(List.of(ingest.isAlive(), process.isAlive(), store.isAlive())).containsOnly(true);
    }
  }

  private CopydeskProcess service(Machines machines, PageServer server, String name)
      throws IOException {
    Path config =
        Files.write(
            folder.resolve("pages.yml"),
            List.of(
                "fetch:",
                "  contact: test@pages.example",
                "  delay: 10ms",
                "  allow-networks: [127.0.0.1/32]",
                "  allow-ports: [" + server.port() + "]",
                "sources:",
                "  - feed: " + server.feed()));
    return machines.service(name, config, Map.of("COPYDESK_KAFKA_SLOT", "0"));
  }
}
