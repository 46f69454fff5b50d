package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.copydesk.ingest.TortureFiles;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives, right and wrong ones, each record in its place. */
final class WarcFileTest {
  private static final int MAX_BODY = 100_000;
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

  /** A page, as Node.js packs it. */
  private static final String BROTLI =
      "G04A6B0HbuzEesLpXBuh0r+xdY3FON4RiiiS5BGCqhgfcMgB+/cAJbDKAKqq1vkx4pJxxiJT2M13Mnn2ouUG0rxC3GeTj2jrAQ==";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRecordIsAPageOrIsNamed(boolean packed) throws IOException {
    String html = WarcDraft.html("Chunked");
    String chunked = Integer.toHexString(html.length()) + "\r\n" + html + "\r\n0\r\n\r\n";
    byte[] zipped = WarcDraft.gzip(WarcDraft.html("Zipped").getBytes(UTF_8));
    Path file =
        new WarcDraft(packed)
            .record("warcinfo", "", "application/warc-fields", "software: x\r\n".getBytes(UTF_8))
            .record("request", "https://a.example/1", "application/http", "GET".getBytes(UTF_8))
            .page("https://a.example/1", "One")
            .record("metadata", "https://a.example/1", "text/plain", "m".getBytes(UTF_8))
            .response(
                "<https://a.example/2>", HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked)
            .response(
                "https://a.example/3", joined(HEAD + "Content-Encoding: gzip\r\n\r\n", zipped))
            // The body as it was decoded, under the headers that it came with.
            .response(
                "https://a.example/4",
                HEAD
                    + "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + WarcDraft.html("Decoded"))
            .record("revisit", "https://a.example/5", "application/http", HEAD.getBytes(UTF_8))
            .response("https://a.example/6", "HTTP/1.1 404 Not Found\r\n\r\ngone")
            .response("https://a.example/7", HEAD + "X-Robots-Tag: noindex\r\n\r\n" + html)
            .response(
                "https://a.example/8", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG")
            .response("https://a.example/9", HEAD + "\r\n")
            .response("https://a.example/10", "this is no HTTP")
            .response("dns:a.example", HEAD + "\r\n" + html)
            .response("http://", HEAD + "\r\n" + html)
            .record(
                "response",
                "https://a.example/11",
                "application/http",
                (HEAD + "\r\n" + html).getBytes(UTF_8),
                "2999-01-01T00:00:00Z",
                (HEAD + "\r\n" + html).length())
            .record(
                "response",
                "https://a.example/12",
                "application/http",
                (HEAD + "\r\n" + html).getBytes(UTF_8),
                "yesterday",
                (HEAD + "\r\n" + html).length())
            .record("resource", "https://a.example/13", "text/html", html.getBytes(UTF_8))
            .response("https://a.example/14", HEAD + "\r\n" + html + "x".repeat(MAX_BODY))
            .response(
                "https://a.example/15",
                joined(HEAD + "Content-Encoding: br\r\n\r\n", new byte[] {1, 2, 3, 4, 5}))
            .response(
                "https://a.example/16",
                HEAD + "\r\n<html><head><meta name=robots content=noindex></head></html>")
            .response(
                "https://a.example/17",
                HEAD + "X-Robots-Tag: unavailable_after: 2020-01-01\r\n\r\n" + html)
            .write(folder.resolve("all.warc"));

    List<Entry> entries = read(file, 0, 0);

    assertThat(pages(entries))
        .extracting(page -> page.url().substring("https://a.example/".length()))
        .containsExactly("1", "2", "3", "4", "13", "14");
    assertThat(pages(entries).subList(0, 4))
        .extracting(page -> new String(page.body(), UTF_8))
        .containsExactly(
            WarcDraft.html("One"), html, WarcDraft.html("Zipped"), WarcDraft.html("Decoded"));
    assertThat(pages(entries))
        .allSatisfy(page -> assertThat(page.fetchedAt()).isEqualTo("2024-05-06T07:08:09Z"))
        .extracting(FetchedPage::truncated)
        .containsExactly(false, false, false, false, false, true);
    assertThat(pages(entries).getLast().body()).hasSize(MAX_BODY);
    assertThat(reasons(entries))
        .containsExactly(
            "1 warcinfo",
            "2 request",
            "4 metadata",
            "8 revisit",
            "9 http-404",
            "10 x-robots-tag",
            "11 content-type",
            "12 empty-body",
            "13 bad-http",
            "14 not-http",
            "15 bad-url",
            "16 bad-date",
            "17 bad-date",
            "20 content-encoding",
            "21 meta-robots",
            "22 unavailable-after");
  }

  @Test
  void pagesAreUnpackedWhateverTheyCameIn() throws IOException {
    byte[] page = WarcDraft.html("Packed").getBytes(UTF_8);
    Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, raw)) {
      out.write(page);
    }
    raw.end();
    byte[] zstd = Zstd.compress(page);
    Path file =
        new WarcDraft(true)
            .response("https://a.example/1", packed("deflate", deflated.toByteArray()))
            .response("https://a.example/2", packed("zstd", zstd))
            .response("https://a.example/3", packed("BR", Base64.getDecoder().decode(BROTLI)))
            .response("https://a.example/4", packed("zstd", Arrays.copyOf(zstd, 9)))
            .response("https://a.example/5", packed("br", new byte[] {0x1b, 0, 0, 1, 2, 3}))
            .response("https://a.example/6", packed("lzma", new byte[] {0x5d, 0, 0, 1, 2, 3}))
            .write(folder.resolve("packed.warc.gz"));

    List<Entry> entries = read(file, 0, 0);

    assertThat(pages(entries))
        .extracting(found -> new String(found.body(), UTF_8))
        .containsExactly(
            WarcDraft.html("Packed"),
            WarcDraft.html("Packed"),
            "<html><body><h1>Brotli</h1><p>Packed as most servers pack it.</p></body></html>");
    assertThat(reasons(entries))
        .containsExactly("4 content-encoding", "5 content-encoding", "6 content-encoding");
  }

  private static byte[] packed(String encoding, byte[] body) {
    return joined(HEAD + "Content-Encoding: " + encoding + "\r\n\r\n", body);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readingGoesOnAnywhereWithExactlyTheRest(boolean packed) throws IOException {
    WarcDraft draft = new WarcDraft(packed);
    for (int i = 0; i < 12; i++) {
      draft.page("https://a.example/" + i, "Story " + i);
      if (i % 4 == 2) {
        draft.raw("damage between records ".repeat(i).getBytes(UTF_8));
      }
    }
    Path file = draft.write(folder.resolve("many.warc"));
    List<String> all = told(read(file, 0, 0));
    assertThat(all).hasSizeGreaterThanOrEqualTo(12);

    try (WarcFile whole = open(file, 0, 0)) {
      for (int done = 1; whole.next() != null; done++) {
        List<String> rest = told(read(file, whole.offset(), whole.passed()));
        assertThat(rest).as("after %s", done).isEqualTo(all.subList(done, all.size()));
      }
    }
  }

  @Test
  void oneStreamPackedAsAWholeGoesOnByCount() throws IOException {
    WarcDraft plain = new WarcDraft(false);
    for (int i = 0; i < 6; i++) {
      plain.page("https://a.example/" + i, "Story " + i);
    }
    Path file = Files.write(folder.resolve("whole.warc.gz"), WarcDraft.gzip(plain.toBytes()));
    List<String> all = told(read(file, 0, 0));
    assertThat(all).hasSize(6);

    try (WarcFile whole = open(file, 0, 0)) {
      for (int done = 1; whole.next() != null; done++) {
        assertThat(told(read(file, whole.offset(), whole.passed())))
            .isEqualTo(all.subList(done, all.size()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsBehindDamageIsStillRead(boolean packed) throws IOException {
    Path file =
        new WarcDraft(packed)
            .page("https://a.example/1", "One")
            .raw("WARC/1.0\r\nthis is not a header at all\r\n\r\n".getBytes(UTF_8))
            .page("https://a.example/2", "Two")
            .raw(("WARC/1.0\r\nX: " + "y".repeat(300_000)).getBytes(UTF_8))
            .raw("\r\n".getBytes(UTF_8))
            .page("https://a.example/3", "Three")
            .write(folder.resolve("damaged.warc"));

    List<Entry> entries = read(file, 0, 0);

    assertThat(pages(entries))
        .extracting(FetchedPage::url)
        .containsExactly("https://a.example/1", "https://a.example/2", "https://a.example/3");
    assertThat(reasons(entries)).isNotEmpty().allMatch(reason -> reason.endsWith(" damaged"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fileThatBreaksOffGivesWhatItHolds(boolean packed) throws IOException {
    byte[] whole =
        new WarcDraft(packed)
            .page("https://a.example/1", "One")
            .page("https://a.example/2", "Two")
            .toBytes();
    int second = new WarcDraft(packed).page("https://a.example/1", "One").toBytes().length;
    for (int cut = second + 1; cut < whole.length - 4; cut += 37) {
      Path file = Files.write(folder.resolve("cut.warc"), Arrays.copyOf(whole, cut));

      List<Entry> entries = read(file, 0, 0);

      assertThat(pages(entries)).hasSizeBetween(1, 2);
      if (pages(entries).size() == 1) {
        assertThat(reasons(entries)).as("cut at %s", cut).hasSize(1);
      }
    }
  }

  @Test
  void lengthBeyondTheFileIsNamed() throws IOException {
    Path file =
        new WarcDraft(false)
            .page("https://a.example/1", "One")
            .record(
                "response",
                "https://a.example/2",
                "application/http",
                (HEAD + "\r\n<p>x").getBytes(UTF_8),
                "2024-05-06T07:08:09Z",
                Long.MAX_VALUE)
            .write(folder.resolve("endless.warc"));

    List<Entry> entries = read(file, 0, 0);

    assertThat(pages(entries)).hasSize(1);
    assertThat(reasons(entries)).containsExactly("2 cut-off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "WARC/", "\u001f\u008b"})
  void whatIsNoArchiveIsNamedOrEmpty(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("no.warc"), content);

    assertThat(pages(read(file, 0, 0))).isEmpty();
  }

  @Test
  void sameCaptureHasTheSameFetchIdAlways() throws IOException {
    Path file = new WarcDraft(true).page("https://a.example/1", "One").write(folder.resolve("a"));

    FetchedPage first = pages(read(file, 0, 0)).getFirst();
    FetchedPage second = pages(read(file, 0, 0)).getFirst();

    assertThat(first.fetchId()).isEqualTo(second.fetchId()).matches("^[0-9a-f-]{14}7.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"28b52ffd", "5d2a4d18"})
  void archivePackedWithZstdIsRefusedByName(String start) throws IOException {
    Path file = Files.write(folder.resolve("a.warc.zst"), HexFormat.of().parseHex(start + "00"));

    assertThatThrownBy(() -> WarcFile.requireReadablePacking(file))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("zstd");
  }

  @Test
  void archivesOfTheTortureSetGiveTheirPages() throws IOException {
    List<String> all = new ArrayList<>();
    for (var sample : TortureFiles.read(name -> name.contains(".warc")).entrySet()) {
      String name = sample.getKey().substring(sample.getKey().lastIndexOf('/') + 1);
      Path file = Files.write(folder.resolve(name), sample.getValue());
      told(read(file, 0, 0)).forEach(entry -> all.add(name + " " + entry));
    }

    assertThat(all)
        .containsExactly(
            "cc.warc.gz page http://commoncrawl.org/", "gzip_extra_sl.warc.gz 1 warcinfo");
  }

  private static byte[] joined(String head, byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static WarcFile open(Path file, long offset, long passed) throws IOException {
    WarcPages pages =
        new WarcPages(
            "archive", new Records(new Shards(3), Clock.systemUTC()), MAX_BODY, Clock.systemUTC());
    return WarcFile.open(file, pages, offset, passed);
  }

  private static List<Entry> read(Path file, long offset, long passed) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (WarcFile warc = open(file, offset, passed)) {
      for (Entry entry = warc.next(); entry != null; entry = warc.next()) {
        entries.add(entry);
      }
      assertThat(warc.offset()).isEqualTo(Files.size(file));
    }
    return entries;
  }

  private static List<String> told(List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                switch (entry) {
                  case Entry.Usable usable -> "page " + page(usable).url();
                  case Entry.Skipped skipped -> skipped.number() + " " + skipped.reason();
                })
        .toList();
  }

  private static List<FetchedPage> pages(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Usable.class::isInstance)
        .map(entry -> page((Entry.Usable) entry))
        .toList();
  }

  private static FetchedPage page(Entry.Usable usable) {
    Outgoing record = usable.record();
    assertThat(record.topic()).isEqualTo(Topics.PAGES_BACKFILL);
    Envelope envelope = Envelope.from(record.headers());
    assertThat(envelope.time()).isAfter(Instant.now().minusSeconds(600));
    return FetchedPage.from(envelope, record.headers(), Objects.requireNonNull(record.value()));
  }

  private static List<String> reasons(List<Entry> entries) {
    return told(entries).stream().filter(entry -> !entry.startsWith("page ")).toList();
  }
}
