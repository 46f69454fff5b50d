package org.copydesk.app.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What no stage could handle. */
@Command(
    name = "dead-letters",
    header = "Shows records that no stage could handle.",
    subcommands = DeadLettersCommand.ListDeadLetters.class,
    footer = "  copydesk dead-letters list")
final class DeadLettersCommand extends HelpfulCommand {

  /** Counts them and shows the newest. */
  @Command(
      name = "list",
      header = "Counts dead letters by topic and reason, and shows the newest.",
      description =
          "A dead letter is a record kept with its original bytes because a stage could not handle"
              + " it for a fault of the record or of ours. Its headers say why, where and when.",
      footer = {"  copydesk dead-letters list", "  copydesk dead-letters list --newest 50 --json"})
  static final class ListDeadLetters extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final PriorityQueue<DeadLetter> latest =
        new PriorityQueue<>(Comparator.comparing(DeadLetter::at));
    @Mixin private final TargetOptions target = new TargetOptions();

    @Option(
        names = {"-n", "--newest"},
        paramLabel = "N",
        defaultValue = "10",
        description = "How many of the newest to show; 10 by default.")
    private int newest = 10;

    @Option(names = "--json", description = "Write the newest as a JSON array.")
    private boolean json;

    ListDeadLetters(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      read(target.kafka(surroundings.environment()));
      List<DeadLetter> shown = new ArrayList<>(latest);
      shown.sort(Comparator.comparing(DeadLetter::at).reversed());
      Output output = surroundings.output();
      if (json) {
        Json.array(shown.stream().map(DeadLetter::toJson).toList(), output::print);
      } else if (counts.isEmpty()) {
        output.say("copydesk: No dead letters.");
      } else {
        output.print(countTable());
        output.print("\n" + newestTable(shown));
      }
      return ExitCode.OK.status();
    }

    private void read(KafkaSettings kafka) {
      Set<PartitionId> partitions = new HashSet<>();
      try (TopicAdmin admin = new TopicAdmin(kafka)) {
        for (Topic topic : Topics.all()) {
          if (topic.layout() == Topic.Layout.DEAD_LETTERS) {
            int count = admin.partitionCount(topic.name()).orElse(0);
            for (int partition = 0; partition < count; partition++) {
              partitions.add(new PartitionId(topic.name(), partition));
            }
          }
        }
      }
      try (CompactedReader reader = new CompactedReader(kafka)) {
        reader.readFromBeginning(partitions, this::take);
      }
    }

    /** Keeps counts and the newest alone: there may be very many. */
    private void take(Incoming record) {
      DeadLetter letter = DeadLetter.of(record);
      counts.merge(letter.topic() + " " + letter.reason(), 1, Integer::sum);
      latest.add(letter);
      if (latest.size() > Math.max(0, newest)) {
        latest.remove();
      }
    }

    private String countTable() {
      Table table = new Table("TOPIC", "REASON", "COUNT").alignedRight(2);
      counts.forEach(
          (key, count) -> {
            int space = key.indexOf(' ');
            table.row(key.substring(0, space), key.substring(space + 1), count.toString());
          });
      return table.text();
    }

    private static String newestTable(List<DeadLetter> letters) {
      Table table = new Table("AT", "TOPIC", "PLACE", "STAGE", "REASON", "KEY", "MESSAGE");
      for (DeadLetter letter : letters) {
        table.row(
            TimeText.shown(letter.at()),
            letter.topic(),
            letter.place(),
            letter.stage(),
            letter.reason(),
            letter.key(),
            letter.message());
      }
      return table.text();
    }
  }

  /** What the headers of one say; the payload is never shown. */
  private record DeadLetter(
      Instant at,
      String topic,
      String place,
      String stage,
      String reason,
      String key,
      String message) {

    static DeadLetter of(Incoming record) {
      return new DeadLetter(
          record.timestamp(),
          record.partition().topic(),
          record.partition().partition() + "@" + record.offset(),
          record.headers().text("copydesk-stage").orElse("-"),
          record.headers().text("copydesk-reason").orElse("-"),
          record.key() == null ? "-" : String.valueOf(record.keyText()),
          record.headers().text("kafka_dlt-exception-message").orElse("-"));
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("at", at.toString());
      json.put("topic", topic);
      json.put("place", place);
      json.put("stage", stage);
      json.put("reason", reason);
      json.put("key", key);
      json.put("message", message);
      return json;
    }
  }
}
