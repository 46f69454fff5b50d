package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineProgramTest {
  @TempDir Path folder;

  /** Every command and group there is, as one would type it. */
  static Stream<List<String>> everyCommand() {
    List<List<String>> found = new ArrayList<>();
    collect(CommandRun.model(), List.of(), found);
    return found.stream();
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> found) {
    found.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, inner) ->
                collect(inner, Stream.concat(words.stream(), Stream.of(name)).toList(), found));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandTeachesItsUseWithExamples(List<String> words) {
    String[] arguments = Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new);

    CommandRun run = CommandRun.of(arguments);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Usage: copydesk " + String.join(" ", words))
        .contains("--help")
        .containsPattern("Examples:\\R  \\S");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void versionIsPrinted() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("copydesk ").doesNotContain("${");
  }

  @Test
  void wrongUseIsOneSentenceAndTheWayToHelp() {
    CommandRun run = CommandRun.of("extract", "--fromat", "json", "x.html");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("copydesk: Unknown option")
        .contains("copydesk extract --help")
        .doesNotContain("\tat ");
  }

  @Test
  void commandWithoutItsPartShowsTheParts() {
    assertThat(CommandRun.of().status()).isEqualTo(64);
    assertThat(CommandRun.of("config").err()).contains("check");
  }

  @Test
  void configCheckShowsValuesOriginsAndNoSecret() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("copydesk.yaml"), "database:\n  password: s3cr3t\nfetch.delay: 3s\n");

    CommandRun run = CommandRun.of("config", "check", "--config", file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("fetch.delay +3s +copydesk.yaml line 3\\R")
        .containsPattern("database.password +\\*\\*\\* +copydesk.yaml line 2\\R")
        .containsPattern("fetch.timeout +30s +default\\R")
        .doesNotContain("s3cr3t");
  }

  @Test
  void wrongConfigurationIsSaidOnStandardErrorWithItsStatus() throws IOException {
    Path file = Files.writeString(folder.resolve("copydesk.yaml"), "fetch:\n  dealy: 3s\n");

    CommandRun run =
        CommandRun.with(
            Map.of("COPYDESK_CONFIG", file.toString()), "", "config", "check", "--set", "x=1");

    assertThat(run.status()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "copydesk: Unknown key fetch.dealy (copydesk.yaml line 2); did you mean fetch.delay?",
            "copydesk: Unknown key x (command line).");
  }

  @Test
  void sourceWithoutAContactIsSaidBeforeAnythingStarts() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("copydesk.yaml"), "sources:\n  - feed: https://news.example.org/feed\n");
    Path data = folder.resolve("data");

    CommandRun check = CommandRun.of("config", "check", "--config", file.toString());
    CommandRun up = CommandRun.of("up", "--config", file.toString(), "--data", data.toString());

    assertThat(List.of(check.status(), up.status())).containsOnly(78);
    assertThat(check.err()).contains("fetch.contact is not set").isEqualTo(up.err());
    assertThat(data).doesNotExist();
  }

  @Test
  void unknownLogFormatIsRefused() {
    CommandRun run = CommandRun.with(Map.of("COPYDESK_LOG_FORMAT", "jsn"), "", "config", "check");

    assertThat(run.status()).isEqualTo(78);
    assertThat(run.err()).contains("COPYDESK_LOG_FORMAT is \"jsn\"");
  }

  @Test
  void unknownLogLevelIsRefused() {
    CommandRun run = CommandRun.with(Map.of("COPYDESK_LOG_LEVEL", "debgu"), "", "config", "check");

    assertThat(run.status()).isEqualTo(78);
    assertThat(run.err()).contains("COPYDESK_LOG_LEVEL is \"debgu\"");
  }

  @Test
  void closedOutputEndsTheCommandWithoutAWord() {
    StringBuilder said = new StringBuilder();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    OutputStream messages =
        new OutputStream() {
          @Override
          public void write(int b) {
            said.append((char) b);
          }
        };

    int status =
        new CommandLineProgram(
                Output.of(closed, messages), new ByteArrayInputStream(new byte[0]), Map.of())
            .run("config", "check");

    assertThat(status).isEqualTo(141);
    assertThat(said).isEmpty();
  }
}
