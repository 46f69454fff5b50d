package org.copydesk.app.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.copydesk.ingest.registry.Opml;
import org.copydesk.ingest.registry.SourceRegistry;
import org.copydesk.ingest.registry.SourcesFile;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.service.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what is followed. */
@Command(
    name = "export",
    header = "Writes what is followed as OPML, or as a configuration file.",
    description =
        "Sources that were found through others are left out: they are found again. OPML has feeds"
            + " alone; yaml and json hold all, as the configuration file writes them.",
    footer = {
      "  copydesk sources export > feeds.opml",
      "  copydesk sources export --format yaml > sources.yaml"
    })
final class SourcesExportCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "opml (the default), yaml or json.")
  private Format format = Format.OPML;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  enum Format {
    OPML,
    YAML,
    JSON
  }

  SourcesExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Source> sources;
    Output output = surroundings.output();
    try (BrokerReach broker = target.broker(surroundings.environment(), output)) {
      sources = SourceRegistry.open(broker.kafka(), Clock.systemUTC()).read().declared();
    }
    switch (json ? Format.JSON : format) {
      case OPML -> {
        output.print(Opml.write(sources));
        sayWhatIsMissing(sources);
      }
      case YAML -> output.print(SourcesFile.yaml(sources));
      case JSON -> output.print(SourcesFile.json(sources));
    }
    return ExitCode.OK.status();
  }

  private void sayWhatIsMissing(List<Source> sources) {
    long others = sources.stream().filter(source -> source.kind() != Source.Kind.FEED).count();
    if (others > 0) {
      surroundings
          .output()
          .say(
              "copydesk: OPML holds feeds alone; %d other sources are left out (--format yaml)."
                  .formatted(others));
    }
  }
}
