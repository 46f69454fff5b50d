package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What operators' commands do when there is nothing to ask, and how they show things. */
class OperatorCommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lag",
        "articles list",
        "articles show x",
        "sources list",
        "sources show x",
        "sources add https://news.example/feed.xml",
        "sources pause x",
        "sources resume x",
        "sources remove x",
        "sources export",
        "backfill pause",
        "backfill status",
        "backfill urls -",
        "backfill warc some.warc",
        "dead-letters list",
        "store rewind --from-beginning"
      })
  void nothingRunningIsOneSentenceAndItsStatus(String command) {
    CommandRun run = CommandRun.of((command + " --data " + folder).split(" "));

    assertThat(run.status()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("nothing runs in " + folder, "--data", "--config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "process", "store"})
  void serviceWithoutABrokerIsOneSentence(String command) {
    CommandRun run = CommandRun.of(command);

    assertThat(run.status()).isEqualTo(78);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("copydesk: kafka.bootstrap-servers is not set");
  }

  @Test
  void limitOutsideItsBoundsIsWrongUse() {
    CommandRun run = CommandRun.of("articles", "list", "--limit", "0");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--limit must be 1 to 10000");
  }

  @Test
  void rewindNeedsExactlyOneTarget() {
    assertThat(CommandRun.of("store", "rewind").status()).isEqualTo(64);
    assertThat(CommandRun.of("store", "rewind", "--from-beginning", "--since", "2h").status())
        .isEqualTo(64);
  }

  @Test
  void momentsAreReadAsAgoAsDayAndAsInstant() throws Exception {
    TimeText.MomentConverter converter = new TimeText.MomentConverter();

    assertThat(converter.convert("2026-11-23")).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(converter.convert("2026-11-23T08:00:00+01:00")).isEqualTo("2026-11-23T07:00:00Z");
    assertThat(converter.convert("2h"))
        .isCloseTo(
            Instant.now().minus(Duration.ofHours(2)), Assertions.within(Duration.ofMinutes(1)));
    Assertions.assertThatThrownBy(() -> converter.convert("yesterday"))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void tableColumnsAlignWhateverTheScriptAndNoCellBreaksALine() {
    Table table = new Table("ID", "HEADLINE", "N").alignedRight(2);
    table.row("a", "味噌蔵の壁", "1");
    table.row("bb", "two\nlines \u001b[31m", "200");

    assertThat(table.text())
        .isEqualTo(
            """
            ID  HEADLINE                 N
            a   味噌蔵の壁               1
            bb  two\\nlines \\u001b[31m  200
            """);
  }

  @Test
  void longCellIsCut() {
    Table table = new Table("HEADLINE");
    table.row("x".repeat(500));

    assertThat(table.text().lines().skip(1)).singleElement().asString().hasSize(100).endsWith("…");
  }
}
