package org.copydesk.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * Which shard an authority belongs to. The hash is that of Kafka's default partitioner, so that
 * other producers that key by authority agree with us.
 *
 * @param count how many shards there are: the partition count of every sharded topic
 */
public record Shards(int count) {
  public Shards {
    if (count < 1) {
      throw new IllegalArgumentException("at least one shard, not " + count);
    }
  }

  /** The shard of an authority, from 0. */
  public int of(String authority) {
    return Utils.toPositive(Utils.murmur2(authority.getBytes(UTF_8))) % count;
  }

  /** The partition of a sharded topic that an authority's records go to. */
  public PartitionId partition(String topic, String authority) {
    return new PartitionId(topic, of(authority));
  }
}
