package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.ImportState;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports into a real broker: once, again, and killed in the middle. */
final class FileImportTest {
  private static final int PARTITIONS = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static TestBroker broker;
  @TempDir Path folder;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start();
    try (TopicAdmin admin = new TopicAdmin(kafka())) {
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(PARTITIONS, PARTITIONS, (short) 1));
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void listIsImportedOnceHoweverOftenItIsGiven() throws Exception {
    String list = "https://list.example/1\nnonsense\nhttps://list.example/2\n";
    Path file = Files.writeString(folder.resolve("list.txt"), list);

    FileImport.Result first = imports(false).urls(file);
    FileImport.Result second = imports(false).urls(Files.move(file, folder.resolve("moved.txt")));

    assertThat(first.wasDone()).isFalse();
    assertThat(first.state().entries()).isEqualTo(3);
    assertThat(first.state().skipped()).containsExactly(Map.entry("not-a-web-address", 1L));
    assertThat(second.wasDone()).isTrue();
    awaitUrls("https://list.example/", 2);
    assertThat(urls("https://list.example/"))
        .containsExactlyInAnyOrder("https://list.example/1", "https://list.example/2");

    FileImport.Result third = imports(true).urls(folder.resolve("moved.txt"));

    assertThat(third.wasDone()).isFalse();
    awaitUrls("https://list.example/", 4);
  }

  @Test
  void namedStreamGoesOnBehindWhatIsIn() throws Exception {
    String begun = "https://stream.example/1\nhttps://stream.example/2\n";
    imports(false).urls(new ByteArrayInputStream(begun.getBytes(UTF_8)), "other");
    imports(false).urls(new ByteArrayInputStream(begun.getBytes(UTF_8)), null);

    FileImport.Result again =
        imports(false).urls(new ByteArrayInputStream(begun.getBytes(UTF_8)), "other");

    assertThat(again.wasDone()).isTrue();
    awaitUrls("https://stream.example/", 4);
  }

  @Test
  void killedImportsLoseAndDoubleNothing() throws Exception {
    // Given an archive and a list that take a while
    int pages = 3_000;
    Path archive = folder.resolve("large.warc");
    List<String> expected = new ArrayList<>();
    try (var out = Files.newOutputStream(archive)) {
      for (int i = 0; i < pages; i++) {
        String url = "https://archive.example/" + i;
        out.write(new WarcDraft(true).page(url, "Story " + i).toBytes());
        expected.add(url);
      }
    }
    int lines = 20_000;
    Path list = folder.resolve("large.txt");
    try (BufferedWriter out = Files.newBufferedWriter(list)) {
      for (int i = 0; i < lines; i++) {
        out.write("https://large.example/" + i + "\n");
      }
    }

    // When their imports are killed in the middle, and given again until they end
    int killed = runAndKill("warc", archive, 2) + runAndKill("urls", list, 8);

    // Then everything is there once
    assertThat(killed).isPositive();
    await().atMost(PATIENCE).until(() -> keysOf(Topics.PAGES_BACKFILL).size() == pages);
    awaitUrls("https://large.example/", lines);
    assertThat(keysOf(Topics.PAGES_BACKFILL)).containsExactlyInAnyOrderElementsOf(expected);
    List<String> urls = urls("https://large.example/");
    assertThat(urls).hasSize(lines).doesNotHaveDuplicates();
    assertThat(new ImportLog(kafka()).all())
        .filteredOn(state -> state.name().startsWith("large"))
        .hasSize(2)
        .allMatch(ImportState::finished);
  }

  /** Kills each run at a point, until one ends by itself; how many were killed. */
  private static int runAndKill(String kind, Path file, int at) throws Exception {
    for (int killed = 0; killed < 20; killed++) {
      Process run = run(kind, file);
      if (ended(run, at)) {
        return killed;
      }
    }
    throw new AssertionError("the import never ended");
  }

  private static boolean ended(Process run, int at) throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = run.inputReader(UTF_8)) {
      int points = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("finished")) {
          return true;
        }
        if (line.startsWith("reached") && ++points == at) {
          run.destroyForcibly();
          assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
          return false;
        }
      }
    }
    throw new AssertionError(output.toString());
  }

  private static Process run(String kind, Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ImportProcess.class.getName(),
            broker.bootstrapServers(),
            kind,
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static FileImport imports(boolean again) {
    return new FileImport(kafka(), "archive", again, new ImportProcess.Teller(), Clock.systemUTC());
  }

  /** A commit is acknowledged a moment before its records are there for those who read. */
  private static void awaitUrls(String prefix, int count) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(urls(prefix)).hasSize(count));
  }

  private static List<String> urls(String prefix) {
    return read(Topics.URLS_BACKFILL).stream()
        .map(record -> Json.read(Objects.requireNonNull(record.value()), UrlToFetch.class).url())
        .filter(url -> url.startsWith(prefix))
        .toList();
  }

  private static List<String> keysOf(String topic) {
    return read(topic).stream()
        .map(record -> record.headers().text("copydesk-url").orElseThrow())
        .toList();
  }

  private static List<Incoming> read(String topic) {
    Set<PartitionId> partitions = new HashSet<>();
    IntStream.range(0, PARTITIONS).forEach(p -> partitions.add(new PartitionId(topic, p)));
    List<Incoming> records = new ArrayList<>();
    try (CompactedReader reader = new CompactedReader(kafka())) {
      reader.readFromBeginning(partitions, records::add);
    }
    return records;
  }

  private static KafkaSettings kafka() {
    return new KafkaSettings(broker.bootstrapServers(), "test-import", null, Map.of());
  }
}
