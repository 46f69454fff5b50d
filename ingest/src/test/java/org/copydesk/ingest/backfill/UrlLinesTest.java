package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.Headers;
import org.junit.jupiter.api.Test;

final class UrlLinesTest {

  @Test
  void everyLineIsAUrlOrIsNamedWithItsNumber() throws IOException {
    String list =
        "\ufeffhttps://one.example/a\r\n"
            + "# a comment\n"
            + "\n"
            + "  https://two.example/b  \n"
            + "not a url\n"
            + "x".repeat(20_000)
            + "\nhttps://three.example/c\nhttp://my_paper.example/d";

    List<Entry> entries = read(lines(list.getBytes(UTF_8)));

    assertThat(sent(entries))
        .containsExactly(
            "https://one.example/a", "https://two.example/b", "https://three.example/c");
    assertThat(skipped(entries))
        .extracting(Entry.Skipped::number, Entry.Skipped::reason)
        .containsExactly(
            tuple(5L, "not-a-web-address"), tuple(6L, "too-long"), tuple(8L, "underscore-host"));
    assertThat(skipped(entries).get(1).what()).hasSize(200);
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() throws IOException {
    byte[] latin = {'h', 't', 't', 'p', (byte) 0xe9, '\n'};

    assertThat(skipped(read(lines(latin))))
        .extracting(Entry.Skipped::reason)
        .containsExactly("not-utf-8");
  }

  @Test
  void linesOfAnEarlierRunArePassedOver() throws IOException {
    UrlLines lines = lines("https://a.example/\nbad\nhttps://b.example/\n".getBytes(UTF_8));

    lines.skip(2);

    assertThat(sent(read(lines))).containsExactly("https://b.example/");
    assertThat(lines.passed()).isEqualTo(3);
  }

  @Test
  void endlessLineDoesNotFillTheMemory() throws IOException {
    byte[] endless = new byte[50_000_000];

    List<Entry> entries = read(lines(endless));

    assertThat(skipped(entries)).extracting(Entry.Skipped::reason).containsExactly("too-long");
  }

  private static UrlLines lines(byte[] bytes) {
    return new UrlLines(
        new ByteArrayInputStream(bytes),
        text ->
            text.startsWith("https://")
                ? Optional.of(Outgoing.of("t", text, null, Headers.empty()))
                : Optional.empty());
  }

  private static List<Entry> read(UrlLines lines) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry = lines.next(); entry != null; entry = lines.next()) {
      entries.add(entry);
    }
    return entries;
  }

  private static List<String> sent(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Usable.class::isInstance)
        .map(
            entry ->
                new String(Objects.requireNonNull(((Entry.Usable) entry).record().key()), UTF_8))
        .toList();
  }

  private static List<Entry.Skipped> skipped(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Skipped.class::isInstance)
        .map(Entry.Skipped.class::cast)
        .toList();
  }
}
