package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes share the hosts; one is killed without a word. The sites' own logs judge. */
final class KilledIngestTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PAGES = 30;

  @TempDir private Path folder;
  private final List<TestSite> sites = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private TestBroker broker;

  @BeforeEach
  void startBroker() {
    broker = TestBroker.start();
    for (int i = 0; i < 5; i++) {
      TestSite site = new TestSite();
      List<String> links = IntStream.range(0, PAGES).mapToObj(n -> "/p" + n).toList();
      links.forEach(site::page);
      site.feed("/feed", links);
      sites.add(site);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    sites.forEach(TestSite::close);
    broker.close();
  }

  @Test
  void killedProcessLosesNothingAndNoHostIsPressed() throws IOException, InterruptedException {
    TestTopics topics = new TestTopics(broker.bootstrapServers());
    Process first = startProcess();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.pages()).isNotEmpty());
    startProcess();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.pages()).hasSizeGreaterThan(40));

    first.destroyForcibly().waitFor();

    int all = sites.size() * PAGES;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        topics.pages().stream().map(FetchedPage::url).collect(Collectors.toSet()))
                    .hasSize(all));
    // At most the one request that was in flight at each host is repeated.
    assertThat(topics.pages()).hasSizeLessThanOrEqualTo(all + sites.size());
    assertThat(sites)
        .allSatisfy(
            site -> assertThat(site.shortestGap()).isGreaterThanOrEqualTo(IngestProcess.DELAY));
  }

  private Process startProcess() throws IOException {
    List<String> feeds = sites.stream().map(site -> site.url("/feed").toString()).toList();
    File output = folder.resolve("process-" + processes.size() + ".log").toFile();
    Process process = IngestProcess.start(List.of(), broker.bootstrapServers(), feeds, output);
    processes.add(process);
    return process;
  }
}
