package org.copydesk.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Leaves sources alone for a while. */
final class SourcesPauseCommands {
  private SourcesPauseCommands() {}

  abstract static class Change extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final boolean pause;
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Parameters(
        arity = "1..*",
        paramLabel = "ID|URL",
        description = "The sources, by id or address.")
    private List<String> sources = new ArrayList<>();

    Change(Surroundings surroundings, boolean pause) {
      this.surroundings = surroundings;
      this.pause = pause;
    }

    @Override
    public Integer call() throws InterruptedException {
      return registry.edit(
          surroundings,
          edits -> sources.stream().map(source -> edits.pause(source, pause)).toList());
    }
  }

  @Command(
      name = "pause",
      header = "Leaves sources alone until they are resumed, over restarts too.",
      description =
          "What a source has shown already is still fetched. Ends with 66 when one is unknown.",
      footer = {"  copydesk sources pause city", "  copydesk sources pause --json city harbour"})
  static final class Pause extends Change {
    Pause(Surroundings surroundings) {
      super(surroundings, true);
    }
  }

  @Command(
      name = "resume",
      header = "Follows paused sources again.",
      description = "Ends with 66 when one is unknown.",
      footer = "  copydesk sources resume city")
  static final class Resume extends Change {
    Resume(Surroundings surroundings) {
      super(surroundings, false);
    }
  }
}
