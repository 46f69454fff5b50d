package org.copydesk.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive and a list, brought in behind the running pipeline by its commands. */
final class BackfillTest {
  private static final int PAGES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void archiveGoesThroughToRowsWithoutAnyNetworkAndOnce() throws Exception {
    // Given a running pipeline with a paused backfill, and an archive of hosts that do not exist
    Path archive = archive();
    try (CopydeskProcess up = start("up")) {
      up.awaitReady();
      assertThat(command("backfill", "pause")).contains("Backfill is paused");

      // When the archive is replayed, twice
      String first = command("backfill", "warc", archive.toString());
      String second = command("backfill", "warc", archive.toString());

      // Then what is no page is counted, and nothing comes through while it is paused
      assertThat(first)
          .contains(PAGES + " pages into the backfill lane", "http-404 1", "request 1");
      assertThat(second).contains("in already");
      assertThat(command("backfill", "status")).contains("paused", "archive.warc.gz");
      await()
          .atMost(PATIENCE)
          .until(() -> rows("SELECT count(*) FROM article WHERE source_id <> 'museum'") > 5);
      assertThat(rows("SELECT count(*) FROM article WHERE source_id = 'museum'")).isZero();

      // And when it is resumed, every page is a row, once, fetched when the archive says
      command("backfill", "resume");
      await()
          .atMost(PATIENCE)
          .until(() -> rows("SELECT count(*) FROM article WHERE source_id = 'museum'") == PAGES);
      assertThat(
              rows(
                  "SELECT count(*) FROM article WHERE source_id = 'museum'"
                      + " AND fetched_at = '2011-02-03T04:05:06Z'"))
          .isEqualTo(PAGES);
      assertThat(rows("SELECT count(*) - count(DISTINCT canonical_url) FROM article")).isZero();
    }
  }

  @Test
  void sampleArchivesOfOthersGoThroughToRowsWithoutAnyNetwork() throws Exception {
    Path shared = Path.of(System.getProperty("copydesk.root", ".."), "../shared/torture.tar.gz");
    assumeTrue(Files.isReadable(shared), "the torture files are not beside the repository");
    unpack(shared, "torture/jwarc");
    String samples = "torture/jwarc/test-resources/org/netpreserve/jwarc/";
    try (CopydeskProcess up = start("up")) {
      up.awaitReady();

      String said =
          command(
              "backfill",
              "warc",
              folder.resolve(samples + "cc.warc.gz").toString(),
              folder.resolve(samples + "gzip_extra_sl.warc.gz").toString());

      assertThat(said).contains("1 pages into the backfill lane", "warcinfo 1");
      await()
          .atMost(PATIENCE)
          .until(() -> rows("SELECT count(*) FROM article WHERE source_id = 'museum'") == 1);
    }
  }

  private void unpack(Path archive, String member) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString(), member)
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void listOfUrlsIsFetchedInTheBackfillLane() throws Exception {
    try (PageServer server = new PageServer(Map.of());
        CopydeskProcess up =
            start(
                "up",
                "--set",
                "fetch.allow-networks=127.0.0.0/8",
                "--set",
                "fetch.allow-ports=" + server.port())) {
      up.awaitReady();
      Path list = folder.resolve("list.txt");
      String site = "http://127.0.0.1:" + server.port();
      Files.writeString(list, site + "/gone\nno address\n" + site + "/lost\n");

      String said = command("backfill", "urls", list.toString());

      assertThat(said).contains("3 lines, 2 URLs into the backfill lane", "not-a-web-address 1");
      await()
          .atMost(PATIENCE)
          .until(() -> rows("SELECT count(*) FROM url_outcome WHERE source_id = 'museum'") == 2);
    }
  }

  private Path archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < PAGES; i++) {
      String html = html("The old story number " + i, i);
      bytes.writeBytes(
          record(
              "response",
              "https://museum.invalid/" + i,
              "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html));
    }
    bytes.writeBytes(record("request", "https://museum.invalid/1", "GET /1 HTTP/1.1\r\n\r\n"));
    bytes.writeBytes(
        record("response", "https://museum.invalid/x", "HTTP/1.1 404 Not Found\r\n\r\nno"));
    return Files.write(folder.resolve("archive.warc.gz"), bytes.toByteArray());
  }

  private static byte[] record(String type, String url, String block) throws IOException {
    byte[] content = block.getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(
          ("WARC/1.1\r\nWARC-Type: "
                  + type
                  + "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-"
                  + String.format("%012x", url.hashCode() & 0xffffffffL)
                  + ">\r\nWARC-Date: 2011-02-03T04:05:06Z\r\nWARC-Target-URI: "
                  + url
                  + "\r\nContent-Type: application/http\r\nContent-Length: "
                  + content.length
                  + "\r\n\r\n")
              .getBytes(UTF_8));
      out.write(content);
      out.write("\r\n\r\n".getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static String html(String title, int number) {
    StringBuilder html = new StringBuilder("<!doctype html><html lang=en><head><title>");
    html.append(title).append("</title></head><body><article><h1>").append(title).append("</h1>");
    for (int i = 0; i < 4; i++) {
      html.append("<p>In the year ")
          .append(1900 + number)
          .append(" the museum of the valley bought item ")
          .append(number * 7 + i)
          .append(" from a family on the coast, and nobody had seen it since the great flood took")
          .append(" the lower street. The keeper said that it would stay where it is.</p>");
    }
    return html.append("</article></body></html>").toString();
  }

  /** Runs a command to its end and gives what it said. */
  private String command(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    boolean imports = words[1].equals("warc") || words[1].equals("urls");
    arguments.addAll(imports ? List.of("--source", "museum") : List.of());
    try (CopydeskProcess run = start(arguments.toArray(String[]::new))) {
      await().atMost(PATIENCE).until(() -> !run.isAlive());
      assertThat(run.terminate()).as(run.log()).isZero();
      return run.output();
    }
  }

  private CopydeskProcess start(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    return CopydeskProcess.start(folder, Map.of("PATH", System.getenv("PATH")), arguments);
  }

  private long rows(String query) throws Exception {
    Instance.Database database =
        DataFolder.running(folder.resolve("data")).orElseThrow().database();
    if (database == null) {
      throw new AssertionError("no database is running");
    }
    return new Rows(database.jdbcUrl(), database.user(), database.password()).count(query);
  }
}
