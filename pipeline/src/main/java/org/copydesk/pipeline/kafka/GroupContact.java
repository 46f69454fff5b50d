package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the client's own metrics whether the group's coordinator is in touch with this member.
 * A member that is cut off goes on polling without any error, while the group gives its partitions
 * to another. Belongs to the consumer's thread.
 */
final class GroupContact {

  /** Two heartbeats; with the stage's own patience below the session timeout. */
  private static final Duration RECENT = Duration.ofSeconds(6);

  private static final String GROUP = "consumer-coordinator-metrics";
  private static final String NAME = "last-heartbeat-seconds-ago";

  private final Consumer<byte[], byte[]> consumer;
  private @Nullable Metric lastHeartbeat;

  GroupContact(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Whether a heartbeat went out lately: none does while the coordinator is not answering. */
  boolean isRecent() {
    Metric metric = lastHeartbeat == null ? find() : lastHeartbeat;
    lastHeartbeat = metric;
    if (metric == null) {
      return true;
    }
    return metric.metricValue() instanceof Double seconds
        && seconds >= 0
        && seconds <= RECENT.toSeconds();
  }

  /** Null where the client has none, as Kafka's own test consumer. */
  private @Nullable Metric find() {
    return consumer.metrics().entrySet().stream()
        .filter(entry -> entry.getKey().group().equals(GROUP))
        .filter(entry -> entry.getKey().name().equals(NAME))
        .<Metric>map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
