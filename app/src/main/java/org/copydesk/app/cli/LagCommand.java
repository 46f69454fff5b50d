package org.copydesk.app.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "Asks the broker alone, so it works when the services are down, and says which are."
          + " OLDEST is how long the oldest waiting record has waited; RATE is measured over a"
          + " second. A URL that waits for a busy or failing host counts as done here: it is parked, and"
          + " copydesk why HOST tells of it."
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

  private void show(List<TopicLag> before, List<TopicLag> now) {
    Map<String, TopicLag> earlier =
        before.stream().collect(Collectors.toMap(LagCommand::key, lag -> lag));
    Output output = surroundings.output();
    if (json) {
      List<Map<String, Object>> lags =
          now.stream().map(lag -> toJson(lag, rate(earlier, lag))).toList();
      output.println(watch ? Json.line(lags) : Json.pretty(lags));
    } else {
      output.print((watch && output.isTerminal() ? HOME_AND_CLEAR : "") + table(earlier, now));
      sayWhatIsDown(now);
    }
  }

  private static String key(TopicLag lag) {
    return lag.group() + " " + lag.topic();
  }

  private static double rate(Map<String, TopicLag> earlier, TopicLag lag) {
    TopicLag before = earlier.get(key(lag));
    return before == null ? 0 : lag.rateSince(before);
  }

  private static String table(Map<String, TopicLag> earlier, List<TopicLag> now) {
    Table table =
        new Table("TOPIC", "GROUP", "PARTITIONS", "LAG", "OLDEST", "RATE", "INSTANCES")
            .alignedRight(2, 3, 4, 5, 6);
    for (TopicLag lag : now) {
      table.row(
          lag.topic(),
          lag.group(),
          Integer.toString(lag.partitions()),
          Long.toString(lag.lag()),
          lag.oldest() == null ? "-" : TimeText.shown(lag.age()),
          String.format(Locale.ROOT, "%.1f/s", rate(earlier, lag)),
          lag.members() == 0 ? "down" : Integer.toString(lag.members()));
    }
    return table.text();
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

  private static Map<String, Object> toJson(TopicLag lag, double rate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", lag.topic());
    json.put("group", lag.group());
    json.put("partitions", lag.partitions());
    json.put("lag", lag.lag());
    json.put("oldestSeconds", lag.age().toMillis() / 1000.0);
    json.put("ratePerSecond", Math.round(rate * 10) / 10.0);
    json.put("instances", lag.members());
    json.put("running", lag.members() > 0);
    return json;
  }
}
