package org.copydesk.app.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.copydesk.ingest.backfill.ImportLog;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.LaneSwitch;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.ImportState;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.LaneState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The lane for the past. */
@Command(
    name = "backfill",
    header = "Brings the past in behind live work, and holds it back.",
    description =
        "Backfill has queues of its own and gives way to live work: per host, per stage, and"
            + " altogether while it is paused.",
    subcommands = {
      ImportCommands.Urls.class,
      ImportCommands.Warc.class,
      BackfillCommand.Pause.class,
      BackfillCommand.Resume.class,
      BackfillCommand.Status.class
    },
    footer = {
      "  copydesk backfill urls old-articles.txt",
      "  copydesk backfill warc archive/*.warc.gz",
      "  copydesk backfill pause",
      "  copydesk backfill status"
    })
final class BackfillCommand extends HelpfulCommand {

  /** Says to every instance whether the lane runs. */
  abstract static class Switch extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final boolean pauses;
    @Mixin private final TargetOptions target = new TargetOptions();

    Switch(Surroundings surroundings, boolean pauses) {
      this.surroundings = surroundings;
      this.pauses = pauses;
    }

    @Override
    public Integer call() throws InterruptedException {
      KafkaSettings kafka = target.kafka(surroundings.environment());
      requireTopics(kafka);
      boolean isPaused = LaneSwitch.read(kafka).map(LaneState::paused).orElse(false);
      if (isPaused != pauses) {
        LaneSwitch.set(kafka, new LaneState(Lane.BACKFILL, pauses, Instant.now()));
      }
      String state = pauses ? "paused" : "running";
      surroundings
          .output()
          .println(
              isPaused == pauses
                  ? "Backfill was " + state + " already."
                  : "Backfill is " + state + ".");
      return ExitCode.OK.status();
    }
  }

  @Command(
      name = "pause",
      header = "Holds backfill back on every instance, over restarts, until resume.",
      description =
          "Within about a second nothing new of it is begun. What is in memory, at most sixteen"
              + " pages a host, is finished. Live work goes on.",
      footer = "  copydesk backfill pause")
  static final class Pause extends Switch {
    Pause(Surroundings surroundings) {
      super(surroundings, true);
    }
  }

  @Command(name = "resume", header = "Lets backfill go on.", footer = "  copydesk backfill resume")
  static final class Resume extends Switch {
    Resume(Surroundings surroundings) {
      super(surroundings, false);
    }
  }

  /** How far the lane is. */
  @Command(
      name = "status",
      header = "Shows whether backfill is paused, how much of it waits, and what was imported.",
      footer = {"  copydesk backfill status", "  copydesk backfill status --json"})
  static final class Status extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    @Mixin private final TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "Write a JSON object.")
    private boolean json;

    Status(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      KafkaSettings kafka = target.kafka(surroundings.environment());
      requireTopics(kafka);
      Optional<LaneState> state = LaneSwitch.read(kafka);
      List<TopicLag> lags = lags(kafka);
      List<ImportState> imports =
          new ImportLog(kafka)
              .all().stream().sorted(Comparator.comparing(ImportState::at)).toList();
      Output output = surroundings.output();
      if (json) {
        output.println(Json.pretty(toJson(state, lags, imports)));
      } else {
        output.println("Backfill: " + words(state) + ".");
        output.print(table(lags));
        output.print(imports.isEmpty() ? "" : "\n" + importTable(imports));
      }
      return ExitCode.OK.status();
    }

    private static List<TopicLag> lags(KafkaSettings kafka) {
      try (LagReader reader = new LagReader(kafka, Clock.systemUTC())) {
        return reader.read(
            TopicLag.flow().stream()
                .filter(reading -> Lane.of(reading.topic()) == Lane.BACKFILL)
                .toList());
      }
    }

    private static String words(Optional<LaneState> state) {
      if (state.isEmpty()) {
        return "running";
      }
      String ago = TimeText.shown(Duration.between(state.get().at(), Instant.now())) + " ago";
      return state.get().paused() ? "paused " + ago : "running, resumed " + ago;
    }

    private static String table(List<TopicLag> lags) {
      Table table = new Table("TOPIC", "WAITING", "OLDEST", "DONE").alignedRight(1, 2, 3);
      for (TopicLag lag : lags) {
        table.row(
            lag.topic(),
            Long.toString(lag.lag()),
            lag.oldest() == null ? "-" : TimeText.shown(lag.age()),
            Long.toString(lag.done()));
      }
      return table.text();
    }

    private static String importTable(List<ImportState> imports) {
      Table table =
          new Table("IMPORT", "KIND", "READ", "SENT", "SKIPPED", "REACHED", "STATE")
              .alignedRight(2, 3, 4);
      for (ImportState state : imports) {
        long skipped = state.skipped().values().stream().mapToLong(Long::longValue).sum();
        table.row(
            state.name(),
            state.kind().name().toLowerCase(Locale.ROOT),
            Long.toString(state.entries()),
            Long.toString(state.sent()),
            Long.toString(skipped),
            TimeText.shown(state.at()),
            state.finished() ? "finished" : "begun");
      }
      return table.text();
    }

    private static Map<String, Object> toJson(
        Optional<LaneState> state, List<TopicLag> lags, List<ImportState> imports) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("paused", state.map(LaneState::paused).orElse(false));
      state.ifPresent(known -> json.put("since", known.at()));
      Map<String, Object> waiting = new LinkedHashMap<>();
      lags.forEach(lag -> waiting.put(lag.topic(), lag.lag()));
      json.put("waiting", waiting);
      json.put("imports", imports);
      return json;
    }
  }

  /**
   * Sees to it that services have made the topics.
   *
   * @throws ServiceFailure when they have not
   */
  static void requireTopics(KafkaSettings kafka) {
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      if (admin.partitionCount(Topics.LANES).isEmpty()) {
        throw new ServiceFailure(
            ExitCode.UNAVAILABLE,
            "This broker has no topics for backfill yet: start the services first, they make them.");
      }
    }
  }
}
