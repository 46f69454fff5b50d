package org.copydesk.app.cli;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.copydesk.ingest.registry.Edit;
import org.copydesk.ingest.registry.Registry;
import org.copydesk.ingest.registry.RegistryEdits;
import org.copydesk.ingest.registry.SourceRegistry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command has that changes the registry. */
final class RegistryOptions {
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(names = "--json", description = "Write what was done as a JSON array.")
  private boolean json;

  /** Reads the registry, writes what the wishes come to, and says it. */
  int edit(Surroundings surroundings, Function<RegistryEdits, List<Edit>> wishes)
      throws InterruptedException {
    return edit(surroundings, false, wishes);
  }

  /**
   * The same.
   *
   * @param dryRun writes nothing
   */
  int edit(Surroundings surroundings, boolean dryRun, Function<RegistryEdits, List<Edit>> wishes)
      throws InterruptedException {
    Output output = surroundings.output();
    List<Edit> edits;
    try (BrokerReach broker = target.broker(surroundings.environment(), output)) {
      SourceRegistry sources = SourceRegistry.open(broker.kafka(), Clock.systemUTC());
      Registry registry = sources.read();
      edits = wishes.apply(new RegistryEdits(registry));
      if (!dryRun) {
        sources.write(edits);
      }
    }
    return EditReport.print(edits, json, output).status();
  }
}
