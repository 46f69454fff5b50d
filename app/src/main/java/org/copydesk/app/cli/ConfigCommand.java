package org.copydesk.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.copydesk.ingest.IngestService;
import org.copydesk.pipeline.config.EffectiveValue;
import org.copydesk.pipeline.config.LoadedConfig;
import org.copydesk.pipeline.service.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the configuration as it would be used. */
@Command(
    name = "config",
    header = "Checks and shows the configuration.",
    subcommands = ConfigCommand.Check.class,
    footer = "  copydesk config check --config copydesk.yaml")
final class ConfigCommand extends HelpfulCommand {

  /** Ends with 78 and one sentence a problem when the configuration is wrong. */
  @Command(
      name = "check",
      header = "Checks the configuration and shows each key's value and where it comes from.",
      description = {
        "Reads the file, the environment and the options as every command does, and touches"
            + " nothing else. Secrets are masked. Ends with 78 when something is wrong."
      },
      footer = {
        "  copydesk config check --config copydesk.yaml",
        "  COPYDESK_FETCH_DELAY=5s copydesk config check --json"
      })
  static final class Check extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--json", description = "Write a JSON array instead of a table.")
    private boolean json;

    Check(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      LoadedConfig loaded = config.load(surroundings.environment());
      if (json) {
        surroundings.output().println(Json.pretty(loaded.values()));
      } else {
        Table table = new Table("KEY", "VALUE", "FROM");
        List<EffectiveValue> values = loaded.values();
        values.forEach(value -> table.row(value.key(), value.value(), value.origin()));
        surroundings.output().print(table.text());
      }
      IngestService.requireContact(loaded.config());
      return ExitCode.OK.status();
    }
  }
}
