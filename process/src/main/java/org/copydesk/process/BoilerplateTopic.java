package org.copydesk.process;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Boilerplate;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes {@code news.boilerplate.v1}. Whoever owns a shard's pages owns the same
 * partition of this topic. Thread-safe.
 */
final class BoilerplateTopic {
  private static final Logger log = LoggerFactory.getLogger(BoilerplateTopic.class);
  private static final String SOURCE = "/copydesk/process";

  private final KafkaSettings kafka;
  private final Clock clock;

  BoilerplateTopic(KafkaSettings kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Takes what is known of the hosts of these partitions of pages into memory, up to where the
   * topic ends now: what an owner before us was committing is waited for.
   *
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when the broker does not answer
   */
  void load(Set<PartitionId> pages, LearnedHosts into) {
    Set<PartitionId> partitions =
        pages.stream()
            .map(partition -> new PartitionId(Topics.BOILERPLATE, partition.partition()))
            .collect(Collectors.toSet());
    try (TopicAdmin admin = new TopicAdmin(kafka);
        CompactedReader reader = new CompactedReader(kafka)) {
      Map<PartitionId, Long> ends = admin.endOffsets(partitions);
      into.release(pages);
      reader.readFromBeginning(ends, record -> take(record, into));
    }
    log.atInfo()
        .addKeyValue("partitions", partitions)
        .addKeyValue("hosts", into.size())
        .log("learned boilerplate read");
  }

  /** The record that says what is known of a host now. */
  Outgoing record(LearnedHosts.Key host, HostSketch sketch) {
    Boilerplate value =
        new Boilerplate(
            host.authority(),
            sketch.pageCount(),
            clock.instant(),
            Base64.getEncoder().encodeToString(sketch.toBytes()));
    Envelope envelope =
        new Envelope(
            Ids.uuidV7(clock),
            SOURCE,
            Boilerplate.TYPE,
            clock.instant(),
            Envelope.JSON,
            Traceparent.random(),
            StageTimes.none());
    return Outgoing.of(
        new PartitionId(Topics.BOILERPLATE, host.shard()),
        host.authority(),
        Json.write(value),
        envelope.toHeaders());
  }

  /** A record that cannot be used costs what was learned of one host, and nothing else. */
  private static void take(Incoming record, LearnedHosts into) {
    LearnedHosts.Key host = new LearnedHosts.Key(record.partition().partition(), record.keyText());
    if (record.value() == null) {
      into.forget(host);
      return;
    }
    try {
      Boilerplate value = Json.read(record.value(), Boilerplate.class);
      into.put(host, HostSketch.fromBytes(Base64.getDecoder().decode(value.sketch())));
    } catch (UnreadableMessageException | IllegalArgumentException e) {
      into.forget(host);
      log.atWarn()
          .addKeyValue("host", host.authority())
          .addKeyValue("reason", e.getMessage())
          .log("learned boilerplate cannot be used: the host is learned anew");
    }
  }
}
