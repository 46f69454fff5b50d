package org.copydesk.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.pipeline.service.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is followed. */
@Command(
    name = "sources",
    header = "Shows the sources that are followed.",
    subcommands = SourcesCommand.ListSources.class,
    footer = "  copydesk sources list")
final class SourcesCommand extends HelpfulCommand {

  /** Lists sources with their state. */
  @Command(
      name = "list",
      header = "Lists sources, with when they last gave something and what troubles them.",
      footer = {"  copydesk sources list", "  copydesk sources list --json --config copydesk.yaml"})
  static final class ListSources extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Map<String, Source> sources = new TreeMap<>();
    private final Map<String, SourceState> states = new TreeMap<>();
    @Mixin private final TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "Write a JSON array instead of a table.")
    private boolean json;

    ListSources(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      read(target.kafka(surroundings.environment()));
      Output output = surroundings.output();
      if (json) {
        List<Map<String, Object>> all = new ArrayList<>();
        sources.values().forEach(source -> all.add(toJson(source)));
        Json.array(all, output::print);
      } else if (sources.isEmpty()) {
        output.say("copydesk: No sources are followed.");
      } else {
        output.print(table());
      }
      return ExitCode.OK.status();
    }

    private void read(KafkaSettings kafka) {
      Set<PartitionId> partitions = new HashSet<>();
      try (TopicAdmin admin = new TopicAdmin(kafka)) {
        for (String topic : List.of(Topics.SOURCES, Topics.SOURCE_STATE)) {
          int count = admin.partitionCount(topic).orElse(0);
          for (int partition = 0; partition < count; partition++) {
            partitions.add(new PartitionId(topic, partition));
          }
        }
      }
      try (CompactedReader reader = new CompactedReader(kafka)) {
        reader.readFromBeginning(partitions, this::take);
      }
    }

    /** Later records of a key take the place of earlier ones; null takes it out. */
    private void take(Incoming record) {
      String id = String.valueOf(record.keyText());
      try {
        if (record.partition().topic().equals(Topics.SOURCES)) {
          put(sources, id, record, Source.class);
        } else {
          put(states, id, record, SourceState.class);
        }
      } catch (UnreadableMessageException e) {
        surroundings.output().say("copydesk: The record of source " + id + " cannot be read.");
      }
    }

    private static <T> void put(Map<String, T> values, String id, Incoming record, Class<T> type) {
      if (record.value() == null) {
        values.remove(id);
      } else {
        values.put(id, org.copydesk.pipeline.message.Json.read(record.value(), type));
      }
    }

    private String table() {
      Table table =
          new Table("ID", "KIND", "NAME", "LAST NEW", "ASKED", "NEXT", "FAILURES", "TROUBLE")
              .alignedRight(6);
      Instant now = Instant.now();
      for (Source source : sources.values()) {
        SourceState state = stateOf(source);
        table.row(
            source.id(),
            source.kind().name().toLowerCase(Locale.ROOT),
            source.name() == null ? "-" : source.name(),
            ago(state.lastNew(), now),
            ago(state.polled(), now),
            source.paused() ? "paused" : in(state.nextPoll(), now),
            Integer.toString(state.failures()),
            state.trouble() == null ? "-" : state.trouble());
      }
      return table.text();
    }

    private SourceState stateOf(Source source) {
      return states.getOrDefault(source.id(), SourceState.unknown(source.id()));
    }

    private static String ago(@Nullable Instant time, Instant now) {
      return time == null ? "never" : TimeText.shown(Duration.between(time, now)) + " ago";
    }

    private static String in(@Nullable Instant time, Instant now) {
      return time == null || time.isBefore(now)
          ? "now"
          : "in " + TimeText.shown(Duration.between(now, time));
    }

    private Map<String, Object> toJson(Source source) {
      SourceState state = stateOf(source);
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("id", source.id());
      all.put("kind", source.kind());
      all.put("url", source.url());
      put(all, "name", source.name());
      put(all, "every", source.every());
      all.put("origin", source.origin());
      all.put("paused", source.paused());
      put(all, "polled", state.polled());
      put(all, "succeeded", state.succeeded());
      put(all, "lastNew", state.lastNew());
      put(all, "nextPoll", state.nextPoll());
      all.put("failures", state.failures());
      put(all, "trouble", state.trouble());
      return all;
    }

    private static void put(Map<String, Object> all, String name, @Nullable Object value) {
      if (value != null) {
        all.put(name, value);
      }
    }
  }
}
