package org.copydesk.app.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.registry.SourceRegistry;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.service.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists sources with their state. */
@Command(
    name = "list",
    header = "Lists sources, with when they last gave something and what troubles them.",
    footer = {"  copydesk sources list", "  copydesk sources list --json --config copydesk.yaml"})
final class SourcesListCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(names = "--json", description = "Write a JSON array instead of a table.")
  private boolean json;

  SourcesListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Registry registry;
    Output output = surroundings.output();
    try (BrokerReach broker = target.broker(surroundings.environment(), output)) {
      registry = SourceRegistry.open(broker.kafka(), Clock.systemUTC()).read();
    }
    registry.leftOut().forEach(sentence -> output.say("copydesk: " + sentence));
    if (json) {
      List<Map<String, Object>> all = new ArrayList<>();
      for (Source source : registry.all()) {
        all.add(SourceText.json(source, registry.state(source.id())));
      }
      Json.array(all, output::print);
    } else if (registry.all().isEmpty()) {
      output.say("copydesk: No sources are followed.");
    } else {
      output.print(table(registry));
    }
    return ExitCode.OK.status();
  }

  private static String table(Registry registry) {
    Table table =
        new Table("ID", "KIND", "NAME", "LAST NEW", "ASKED", "NEXT", "FAILURES", "TROUBLE")
            .alignedRight(6);
    Instant now = Instant.now();
    for (Source source : registry.all()) {
      SourceState state = registry.state(source.id());
      table.row(
          source.id(),
          source.kind().name().toLowerCase(Locale.ROOT),
          source.name() == null ? "-" : source.name(),
          SourceText.ago(state.lastNew(), now),
          SourceText.ago(state.polled(), now),
          source.paused() ? "paused" : SourceText.in(state.nextPoll(), now),
          Integer.toString(state.failures()),
          SourceText.trouble(state, now));
    }
    return table.text();
  }
}
