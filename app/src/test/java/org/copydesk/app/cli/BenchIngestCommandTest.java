package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    CommandLine bench = CommandRun.model().getSubcommands().get("bench");

    assertThat(
            bench
                .getSubcommands()
                .get("ingest")
                .getCommandSpec()
                .findOption("--heap")
                .defaultValue())
        .isEqualTo(given.group(1));
  }
}
