package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchExtractCommandTest {
  private static final String SHORT = "<title>Short</title><p>The ferry left at noon.</p>";
  private static final String LONG =
      "<title>Long</title>"
          + "<p>The ferry left at noon, said the harbour master, and came back.</p>".repeat(2_000);

  @TempDir Path folder;

  @Test
  void figuresAreThoseOfTheFoldersPages() throws IOException {
    write("short.html", SHORT);
    write("deep/long.htm", LONG);
    write("notes.txt", LONG);

    CommandRun run = bench("--json");

    assertThat(run.status()).isZero();
    JsonNode result = JsonMapper.shared().readTree(run.out());
    assertThat(result.get("pages").intValue()).isEqualTo(2);
    assertThat(result.get("bytes").intValue()).isEqualTo(SHORT.length() + LONG.length());
    assertThat(result.get("slowestPage").stringValue()).endsWith("long.htm");
    assertThat(result.get("slowestPageMillis").doubleValue()).isPositive();
    assertThat(result.get("allocatedBytesPerByte").doubleValue()).isGreaterThan(1);
    assertThat(result.get("rounds").intValue()).isEqualTo(1);
  }

  @Test
  void ratioIsThatOfTheTwoSpeedsInOneRound() throws IOException {
    write("long.html", LONG);

    JsonNode result = JsonMapper.shared().readTree(bench("--json").out());

    double parsed = result.get("parsedPagesPerSecond").doubleValue();
    double extracted = result.get("extractedPagesPerSecond").doubleValue();
    assertThat(result.get("timesTheParse").doubleValue())
        .isCloseTo(parsed / extracted, withPercentage(0.1));
  }

  @Test
  void tableNamesSpeedRatioAllocationAndTheSlowestPage() throws IOException {
    write("long.html", LONG);

    CommandRun run = bench();

    assertThat(run.out())
        .containsPattern("bare parse +\\d+ +[\\d.]+ +1\\.00")
        .containsPattern("whole extraction +\\d+ +[\\d.]+ +[\\d.]+")
        .containsPattern("allocated +[\\d.]+ bytes a byte")
        .containsPattern("slowest page +[\\d.]+ ms +long\\.html");
  }

  @Test
  void folderWithoutPagesIsOneSentence() throws IOException {
    write("notes.txt", LONG);

    CommandRun run = bench();

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.err()).contains("holds no .html or .htm file.");
  }

  @Test
  void absentFolderIsOneSentence() {
    CommandRun run = CommandRun.of("bench", "extract", folder.resolve("absent").toString());

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.err()).contains("absent cannot be read: no such folder.");
  }

  @Test
  void negativeTimeIsWrongUse() {
    CommandRun run = CommandRun.of("bench", "extract", "--warm-up", "-1", folder.toString());

    assertThat(run.status()).isEqualTo(64);
  }

  /** No time means one round. */
  private CommandRun bench(String... options) {
    String[] arguments = {"bench", "extract", "--warm-up", "0", "--measure", "0"};
    return CommandRun.of(
        Stream.of(arguments, options, new String[] {folder.toString()})
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }

  private void write(String name, String html) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, html);
  }
}
