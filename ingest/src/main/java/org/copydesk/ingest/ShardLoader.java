package org.copydesk.ingest;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.copydesk.ingest.state.ShardState;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds shards from their partitions of the state topics. */
final class ShardLoader {

  private static final Logger log = LoggerFactory.getLogger(ShardLoader.class);
  private static final List<String> STATE_TOPICS =
      List.of(Topics.SOURCES, Topics.SOURCE_STATE, Topics.URL_STATE, Topics.HOST_STATE);

  private final KafkaSettings kafka;
  private final Shards count;
  private final IngestMeters meters;

  /**
   * @param count how authorities are divided
   */
  ShardLoader(KafkaSettings kafka, Shards count, IngestMeters meters) {
    this.count = count;
    this.meters = meters;
    this.kafka = kafka.withClientId(kafka.clientId() + "-state");
  }

  /**
   * Reads what is known of shards, all of it.
   *
   * @throws org.copydesk.pipeline.kafka.DependencyUnavailable when the broker does not answer
   */
  Collection<ShardState> load(Set<Integer> shards) {
    Map<Integer, ShardState> loaded = new TreeMap<>();
    Set<PartitionId> partitions = new HashSet<>();
    for (int shard : shards) {
      loaded.put(shard, new ShardState(shard, count, meters));
      STATE_TOPICS.forEach(topic -> partitions.add(new PartitionId(topic, shard)));
    }
    try (CompactedReader reader = new CompactedReader(kafka)) {
      reader.readFromBeginning(
          partitions,
          record -> {
            ShardState shard = loaded.get(record.partition().partition());
            if (shard != null) {
              shard.load(record);
            }
          });
    }
    loaded.values().forEach(ShardLoader::report);
    return loaded.values();
  }

  private static void report(ShardState shard) {
    log.atDebug()
        .addKeyValue("shard", shard.shard())
        .addKeyValue("sources", shard.sources().all().size())
        .addKeyValue("parked", shard.urls().parkedCount(Lane.LIVE))
        .addKeyValue("parkedBackfill", shard.urls().parkedCount(Lane.BACKFILL))
        .addKeyValue("ended", shard.urls().endedCount())
        .log("shard loaded");
  }
}
