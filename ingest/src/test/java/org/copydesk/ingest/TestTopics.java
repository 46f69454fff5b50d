package org.copydesk.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.message.UrlToFetch;

/** What the service has written, read anew at each call. */
record TestTopics(String bootstrapServers) {

  static final int PARTITIONS = 3;

  KafkaSettings settings() {
    return new KafkaSettings(bootstrapServers, "test-ingest", null, Map.of());
  }

  List<FetchedPage> pages() {
    return pages(Topics.PAGES);
  }

  List<FetchedPage> pages(String topic) {
    return read(topic).stream()
        .map(
            record ->
                FetchedPage.from(
                    Envelope.from(record.headers()),
                    record.headers(),
                    Objects.requireNonNull(record.value())))
        .toList();
  }

  List<UrlOutcome> outcomes() {
    return read(Topics.OUTCOMES).stream()
        .map(record -> Json.read(Objects.requireNonNull(record.value()), UrlOutcome.class))
        .toList();
  }

  /** The ids of the sources that are followed. */
  Set<String> sources() {
    Set<String> ids = new HashSet<>();
    for (Incoming record : read(Topics.SOURCES)) {
      if (record.value() == null) {
        ids.remove(record.keyText());
      } else {
        ids.add(record.keyText());
      }
    }
    return ids;
  }

  /** Writes live URLs as if a source had shown them now. */
  void publishUrls(List<String> urls) throws InterruptedException {
    Records records = new Records(new Shards(PARTITIONS), Clock.systemUTC());
    List<Outgoing> outgoing = new ArrayList<>();
    for (String url : urls) {
      UrlToFetch target =
          new UrlToFetch(Ids.urlId(url), url, "list", UrlToFetch.Why.NEW, null, null, null);
      outgoing.add(records.url(target, Traceparent.random(), Instant.now(), 0));
    }
    try (AckedProducer producer = new AckedProducer(settings(), new SimpleMeterRegistry())) {
      producer.sendAll(outgoing);
    }
  }

  List<Incoming> read(String topic) {
    Set<PartitionId> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new PartitionId(topic, partition))
            .collect(Collectors.toSet());
    List<Incoming> records = new ArrayList<>();
    try (CompactedReader reader = new CompactedReader(settings())) {
      reader.readFromBeginning(partitions, records::add);
    }
    return records;
  }
}
