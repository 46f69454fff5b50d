package org.copydesk.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.StoreRewind;
import org.copydesk.store.StoreRewind.Move;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the store's positions on purpose. */
@Command(
    name = "rewind",
    header = "Moves the store back, so that records are stored again.",
    description = {
      "Needed after a topic was deleted and created anew, which the store refuses to pass over in"
          + " silence, and to fill an empty database from what Kafka still holds. What is stored"
          + " already is not stored twice. Without --yes it only shows what it would do."
    },
    footer = {
      "  copydesk store rewind --from-beginning",
      "  copydesk store rewind --from-beginning --yes",
      "  copydesk store rewind --since 2026-11-23T08:00:00Z --yes --config copydesk.yaml"
    })
final class RewindCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(names = "--from-beginning", description = "To the oldest records that Kafka holds.")
  private boolean fromBeginning;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeText.MomentConverter.class,
      description = "To records written since: 2h, 2026-11-23 (UTC) or 2026-11-23T08:00:00Z.")
  private @Nullable Instant since;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  RewindCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (fromBeginning == (since != null)) {
      throw new ServiceFailure(ExitCode.USAGE, "Give either --from-beginning or --since TIME.");
    }
    Map<String, String> environment = surroundings.environment();
    try (StoreRewind rewind =
        new StoreRewind(target.database(environment), target.kafka(environment))) {
      List<Move> moves = since == null ? rewind.planFromBeginning() : rewind.planFrom(since);
      surroundings.output().print(table(moves));
      if (yes) {
        rewind.apply(moves);
      }
      surroundings
          .output()
          .say(yes ? "copydesk: Moved." : "copydesk: Nothing moved yet; --yes does it.");
    }
    return ExitCode.OK.status();
  }

  private static String table(List<Move> moves) {
    Table table = new Table("TOPIC", "PARTITION", "FROM", "TO").alignedRight(1, 2, 3);
    for (Move move : moves) {
      table.row(
          move.partition().topic(),
          Integer.toString(move.partition().partition()),
          move.from() == null ? "-" : Long.toString(move.from()),
          Long.toString(move.to()));
    }
    return table.text();
  }
}
