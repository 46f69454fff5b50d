package org.copydesk.app.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.copydesk.app.why.OwnerClient;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.service.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far the stages are behind. */
@Command(
    name = "lag",
    header = "Shows how far each stage is behind, in records and in time.",
    description = {
      "Works when the services are down, and says which are. OLDEST is how long the oldest waiting"
          + " record has waited; RATE is measured over a second.",
      "",
      "PARKED are the URLs that wait for a busy or failing host, and when the first of them is due."
          + " They are no part of LAG; running ingest services tell of them, at their status"
          + " addresses; it is said when some of them do not. copydesk why HOST says why URLs wait."
    },
    footer = {
      "  copydesk lag",
      "  copydesk lag --watch",
      "  copydesk lag --json --config copydesk.yaml"
    })
final class LagCommand extends HelpfulCommand implements Callable<Integer> {
  private static final Duration RATE_OVER = Duration.ofSeconds(1);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(2);
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(names = "--json", description = "Write a JSON array; with --watch one array a line.")
  private boolean json;

  @Option(
      names = {"-w", "--watch"},
      description = "Show it again every 2 seconds until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--status",
      paramLabel = "ADDRESS",
      description =
          "Where an ingest service answers, such as http://127.0.0.1:8080; by default the one of"
              + " the data folder, or of status.bind. May be given several times.")
  private List<String> status = new ArrayList<>();

  LagCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (LagReader reader =
        new LagReader(target.kafka(surroundings.environment()), Clock.systemUTC())) {
      List<TopicLag> before = reader.read(TopicLag.flow());
      Thread.sleep(RATE_OVER); // a rate is the difference of two readings
      List<TopicLag> now = reader.read(TopicLag.flow());
      show(before, now);
      while (watch) {
        Thread.sleep(WATCH_EVERY); // the lag has no event: it is read again
        before = now;
        now = reader.read(TopicLag.flow());
        show(before, now);
      }
    }
    return ExitCode.OK.status();
  }

  private void show(List<TopicLag> before, List<TopicLag> now) throws InterruptedException {
    LagText text = new LagText(before, now, owners().parked(), Instant.now());
    Output output = surroundings.output();
    if (json) {
      output.println(watch ? Json.line(text.json()) : Json.pretty(text.json()));
    } else {
      output.print((watch && output.isTerminal() ? HOME_AND_CLEAR : "") + text.table());
      sayWhatIsDown(now);
    }
    text.untold().ifPresent(missing -> output.say("copydesk: " + missing));
  }

  private OwnerClient owners() {
    Map<String, String> environment = surroundings.environment();
    return new OwnerClient(
        status.isEmpty() ? target.status(environment).stream().toList() : status);
  }

  private void sayWhatIsDown(List<TopicLag> now) {
    List<String> down =
        now.stream().filter(lag -> lag.members() == 0).map(TopicLag::group).distinct().toList();
    if (now.isEmpty()) {
      surroundings.output().say("copydesk: This broker has no topics of Copydesk yet.");
    } else if (!down.isEmpty()) {
      surroundings
          .output()
          .say("copydesk: Down, or not yet in its group: %s.".formatted(String.join(", ", down)));
    }
  }
}
