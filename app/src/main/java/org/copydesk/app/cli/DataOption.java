package org.copydesk.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the embedded broker and database are kept. */
final class DataOption {
  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = {
        "The folder of the embedded broker and database; ./data by default.",
        "Environment variable: COPYDESK_DATA."
      })
  private @Nullable Path folder;

  Path folder(Map<String, String> environment) {
    if (folder != null) {
      return folder;
    }
    String named = environment.getOrDefault("COPYDESK_DATA", "");
    return Path.of(named.isEmpty() ? "data" : named);
  }
}
