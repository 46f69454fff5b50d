package org.copydesk.pipeline.message;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One topic as it should be.
 *
 * @param name lower-case, domain first, version last
 * @param layout whose partition count it has
 * @param compacted whether only the newest value of each key is kept
 * @param kept how long records are kept; of a compacted topic, the least time before compaction
 * @param settings further topic settings, by Kafka's names
 */
public record Topic(
    String name, Layout layout, boolean compacted, Duration kept, Map<String, String> settings) {

  /** Which partition count a topic has. */
  public enum Layout {
    /** One partition a shard: the same, fixed count for all such topics. */
    SHARDED,
    /** Its own count, free to grow. */
    SPREAD,
    /** As many partitions as the topic whose dead letters it holds. */
    DEAD_LETTERS
  }

  /** Room for a page of 5 MiB and its headers; compressed sizes are what the broker counts. */
  public static final int MAX_MESSAGE_BYTES = 6 * 1024 * 1024;

  /** A dead letter is its original with more headers, and must never be refused for its size. */
  public static final int MAX_DEAD_LETTER_BYTES = MAX_MESSAGE_BYTES + 1024 * 1024;

  public Topic {
    settings = Map.copyOf(settings);
  }

  /** All settings to create it with, by Kafka's names. */
  public Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    config.put("max.message.bytes", Integer.toString(maxMessageBytes()));
    config.put("cleanup.policy", cleanupPolicy());
    if (compacted) {
      config.put("min.compaction.lag.ms", Long.toString(kept.toMillis()));
    } else {
      config.put("retention.ms", Long.toString(kept.toMillis()));
    }
    config.putAll(settings);
    return config;
  }

  private int maxMessageBytes() {
    return layout == Layout.DEAD_LETTERS ? MAX_DEAD_LETTER_BYTES : MAX_MESSAGE_BYTES;
  }

  private String cleanupPolicy() {
    return compacted ? "compact" : "delete";
  }
}
