package org.copydesk.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows sources no more. */
@Command(
    name = "remove",
    header = "Follows sources no more and forgets what was known of them.",
    description =
        "Articles stay. Ends with 66 when a source is unknown, with 65 when the configuration file"
            + " declares it.",
    footer = {
      "  copydesk sources remove city",
      "  copydesk sources remove https://city.example.net/rss"
    })
final class SourcesRemoveCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  @Parameters(arity = "1..*", paramLabel = "ID|URL", description = "The sources, by id or address.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--force",
      description = "Also what the configuration file declares; a start declares it again.")
  private boolean force;

  SourcesRemoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    return registry.edit(
        surroundings, edits -> sources.stream().map(id -> edits.remove(id, force)).toList());
  }
}
