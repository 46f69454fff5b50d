package org.copydesk.ingest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.ingest.state.Ledger;
import org.copydesk.ingest.state.Records;
import org.copydesk.ingest.state.SourceCheck;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the registry in line with the configuration file: what stands in the file is declared,
 * what the file declared before and no longer names is retired. A file without any source says
 * nothing about sources and retires none. What an operator has paused stays paused.
 */
final class SourceDeclaration {

  private static final Logger log = LoggerFactory.getLogger(SourceDeclaration.class);

  private final KafkaSettings kafka;
  private final Ledger ledger;
  private final SourceCheck check;
  private final IngestMeters meters;

  SourceDeclaration(KafkaSettings kafka, Ledger ledger, IngestMeters meters) {
    this.kafka = kafka.withClientId(kafka.clientId() + "-declare");
    this.ledger = ledger;
    this.check = new SourceCheck(ledger.records().shards());
    this.meters = meters;
  }

  /**
   * Declares and retires.
   *
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when the broker does not answer
   */
  void declare(List<SourceConfig> configured) throws InterruptedException {
    if (configured.isEmpty()) {
      return;
    }
    Map<String, Source> registered = registered();
    List<Outgoing> changes = changes(configured, registered);
    ledger.publish(changes);
    log.atInfo()
        .addKeyValue("configured", configured.size())
        .addKeyValue("changes", changes.size())
        .log("sources declared");
  }

  private List<Outgoing> changes(List<SourceConfig> configured, Map<String, Source> registered) {
    Records records = ledger.records();
    List<Outgoing> changes = new ArrayList<>();
    Set<String> named = configured.stream().map(SourceConfig::id).collect(Collectors.toSet());
    for (SourceConfig config : configured) {
      Source before = registered.get(config.id());
      Source now = source(config, before);
      if (!now.equals(before)) {
        changes.add(records.source(now));
      }
      if (before != null && !before.authority().equals(now.authority())) {
        retire(before, now, changes);
      }
    }
    registered.values().stream()
        .filter(source -> isRetired(source, named, registered))
        .forEach(source -> changes.addAll(removals(source)));
    return changes;
  }

  /** What the file declared and names no more, and what was found through it. */
  private static boolean isRetired(
      Source source, Set<String> named, Map<String, Source> registered) {
    return switch (source.origin()) {
      case CONFIG -> !named.contains(source.id());
      case COMMAND -> false;
      case DISCOVERED -> {
        Source root = registered.get(Source.rootId(source.id()));
        yield root == null || (!source.equals(root) && isRetired(root, named, registered));
      }
    };
  }

  /**
   * A source that moved to another shard is taken out of the old one; in one shard it is written
   * over.
   */
  private void retire(Source before, Source now, List<Outgoing> changes) {
    boolean isSameShard =
        ledger.records().shards().of(before.authority())
            == ledger.records().shards().of(now.authority());
    if (!isSameShard) {
      changes.addAll(removals(before));
    }
  }

  private List<Outgoing> removals(Source source) {
    return List.of(
        ledger.records().removal(Topics.SOURCES, source.authority(), source.id()),
        ledger.records().removal(Topics.SOURCE_STATE, source.authority(), source.id()));
  }

  private static Source source(SourceConfig config, @Nullable Source before) {
    URI movedTo = before != null && before.url().equals(config.url()) ? before.movedTo() : null;
    return new Source(
        config.id(),
        Source.Kind.valueOf(config.kind().name()),
        config.url(),
        movedTo,
        config.name(),
        config.every(),
        Source.Origin.CONFIG,
        before != null && before.paused());
  }

  private Map<String, Source> registered() {
    Map<String, Source> registered = new HashMap<>();
    Set<PartitionId> partitions =
        IntStream.range(0, ledger.records().shards().count())
            .mapToObj(shard -> new PartitionId(Topics.SOURCES, shard))
            .collect(Collectors.toSet());
    try (CompactedReader reader = new CompactedReader(kafka)) {
      Map<PartitionId, Map<String, Source>> byPartition = new HashMap<>();
      reader.readFromBeginning(
          partitions,
          record ->
              read(record, byPartition.computeIfAbsent(record.partition(), p -> new HashMap<>())));
      byPartition.values().forEach(registered::putAll);
    }
    return registered;
  }

  /** What cannot be followed is left out here as in the shards: it must not stop the start. */
  private void read(Incoming record, Map<String, Source> into) {
    if (record.value() == null) {
      into.remove(record.keyText());
      return;
    }
    try {
      into.put(record.keyText(), check.read(record));
    } catch (RuntimeException e) {
      meters.leftOut(Topics.SOURCES);
      log.atWarn()
          .addKeyValue("source", record.keyText())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("source record left out");
    }
  }
}
