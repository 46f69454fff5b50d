package org.copydesk.ingest.registry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.ingest.state.Records;
import org.copydesk.ingest.state.SourceCheck;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * The registry of sources in {@code news.sources.v1}, for whoever runs no service: the services
 * that own the shards read what is written here within a second, and those that are down at their
 * next start. Not thread-safe.
 */
public final class SourceRegistry {

  private final KafkaSettings kafka;
  private final Shards shards;
  private final Records records;

  private SourceRegistry(KafkaSettings kafka, Shards shards, Clock clock) {
    this.kafka = kafka;
    this.shards = shards;
    this.records = new Records(shards, clock);
  }

  /**
   * The registry of a broker.
   *
   * @throws ServiceFailure when the broker has no topics of Copydesk
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when it does not answer
   */
  public static SourceRegistry open(KafkaSettings kafka, Clock clock) {
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      int count =
          admin
              .partitionCount(Topics.SOURCES)
              .orElseThrow(
                  () ->
                      new ServiceFailure(
                          ExitCode.UNAVAILABLE,
                          "This broker has no topics of Copydesk yet: start a service once."));
      return new SourceRegistry(kafka, new Shards(count), clock);
    }
  }

  public Shards shards() {
    return shards;
  }

  /** Reads all of it. */
  public Registry read() {
    Map<PartitionId, Map<String, Incoming>> latest = new HashMap<>();
    Set<PartitionId> partitions = new HashSet<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      partitions.add(new PartitionId(Topics.SOURCES, shard));
      partitions.add(new PartitionId(Topics.SOURCE_STATE, shard));
    }
    try (CompactedReader reader = new CompactedReader(kafka)) {
      reader.readFromBeginning(
          partitions,
          record ->
              latest
                  .computeIfAbsent(record.partition(), partition -> new HashMap<>())
                  .put(record.keyText(), record));
    }
    return registry(latest.values());
  }

  /**
   * Writes edits and waits until they are acknowledged.
   *
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when the broker does not take them
   */
  public void write(Collection<Edit> edits) throws InterruptedException {
    List<Outgoing> put = new ArrayList<>();
    List<Outgoing> removed = new ArrayList<>();
    for (Edit edit : edits) {
      edit.put().forEach(source -> put.add(records.source(source)));
      for (Source gone : edit.removed()) {
        boolean isWrittenOver =
            edit.put().stream()
                .anyMatch(now -> shards.of(now.authority()) == shards.of(gone.authority()));
        if (!isWrittenOver) {
          removed.add(records.removal(Topics.SOURCES, gone.authority(), gone.id()));
        }
        removed.add(records.removal(Topics.SOURCE_STATE, gone.authority(), gone.id()));
      }
    }
    try (AckedProducer producer = new AckedProducer(kafka, new SimpleMeterRegistry())) {
      // The new place first: a crash in between leaves two, never none.
      producer.sendAll(put);
      producer.sendAll(removed);
    }
  }

  private Registry registry(Collection<Map<String, Incoming>> partitions) {
    Map<String, Source> sources = new HashMap<>();
    Map<String, SourceState> states = new HashMap<>();
    List<String> leftOut = new ArrayList<>();
    SourceCheck check = new SourceCheck(shards);
    for (Map<String, Incoming> records : partitions) {
      for (Incoming record : records.values()) {
        if (record.value() != null) {
          try {
            take(record, check, sources, states);
          } catch (RuntimeException e) {
            leftOut.add(
                "The record of %s in %s at %d cannot be used: %s."
                    .formatted(
                        record.keyText(), record.partition(), record.offset(), e.getMessage()));
          }
        }
      }
    }
    return new Registry(sources, states, leftOut);
  }

  private static void take(
      Incoming record,
      SourceCheck check,
      Map<String, Source> sources,
      Map<String, SourceState> states) {
    if (record.partition().topic().equals(Topics.SOURCES)) {
      Source source = check.read(record);
      sources.put(source.id(), source);
    } else {
      SourceState state = Json.read(record.value(), SourceState.class);
      states.put(state.sourceId(), state);
    }
  }
}
