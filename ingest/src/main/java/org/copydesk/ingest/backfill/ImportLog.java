package org.copydesk.ingest.backfill;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.ImportState;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far imports came, from {@code news.imports.v1}. Thread-safe. */
public final class ImportLog {

  private static final Logger log = LoggerFactory.getLogger(ImportLog.class);

  private final KafkaSettings kafka;

  public ImportLog(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * All imports.
   *
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when the broker does not answer
   */
  public List<ImportState> all() {
    Map<String, ImportState> newest = new LinkedHashMap<>();
    try (CompactedReader reader = new CompactedReader(kafka)) {
      reader.readFromBeginning(partitions(), record -> take(record, newest));
    }
    return new ArrayList<>(newest.values());
  }

  /** How far an import came, when it was begun. */
  Optional<ImportState> find(String id) {
    return all().stream().filter(state -> state.id().equals(id)).findFirst();
  }

  static Outgoing record(ImportState state, Clock clock) {
    Envelope envelope =
        new Envelope(
            Ids.uuidV7(clock),
            "/copydesk/import",
            ImportState.TYPE,
            clock.instant(),
            Envelope.JSON,
            Traceparent.random(),
            StageTimes.none());
    return Outgoing.json(Topics.IMPORTS, state.id(), state, envelope);
  }

  private Set<PartitionId> partitions() {
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      int count = admin.partitionCount(Topics.IMPORTS).orElse(0);
      return new HashSet<>(
          IntStream.range(0, count)
              .mapToObj(partition -> new PartitionId(Topics.IMPORTS, partition))
              .toList());
    }
  }

  private static void take(Incoming record, Map<String, ImportState> newest) {
    byte[] value = record.value();
    if (value == null) {
      newest.remove(record.keyText());
      return;
    }
    try {
      newest.put(record.keyText(), Json.read(value, ImportState.class));
    } catch (UnreadableMessageException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("import's record cannot be read");
    }
  }
}
