package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchIngestCommandTest {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("copydesk.root", "..")).resolve("copydesk");

  @Test
  void itsHeapIsTheOneThatTheLauncherGivesTheService() throws IOException {
    String launcher = Files.readString(LAUNCHER);
    Matcher given = Pattern.compile(" ingest\\) memory=.* -Xmx(\\w+)\"").matcher(launcher);
    assertThat(given.find()).isTrue();

    CommandLine ingest = subcommand(subcommand(CommandRun.model(), "bench"), "ingest");

    assertThat(ingest.getCommandSpec().findOption("--heap").defaultValue())
        .isEqualTo(given.group(1));
  }

  private static CommandLine subcommand(CommandLine command, String name) {
    return Objects.requireNonNull(command.getSubcommands().get(name), name);
  }
}
