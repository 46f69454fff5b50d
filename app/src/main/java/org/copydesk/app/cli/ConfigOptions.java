package org.copydesk.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.LoadedConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command is told its configuration. */
final class ConfigOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {"The configuration, a YAML file.", "Environment variable: COPYDESK_CONFIG."})
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key over file and environment, such as fetch.delay=5s.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The file that the option or the environment names. */
  @Nullable Path file(Map<String, String> environment) {
    String named = environment.getOrDefault("COPYDESK_CONFIG", "");
    return file != null || named.isEmpty() ? file : Path.of(named);
  }

  /** Loads file, environment and options. */
  LoadedConfig load(Map<String, String> environment) {
    return load(environment, Map.of());
  }

  /**
   * Loads file, environment and options.
   *
   * @param defaults what stands in place of the usual defaults
   */
  LoadedConfig load(Map<String, String> environment, Map<String, String> defaults) {
    return ConfigLoader.load(file(environment), environment, overrides, defaults);
  }
}
