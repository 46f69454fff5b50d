package org.copydesk.pipeline.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka, and as whom.
 *
 * @param bootstrapServers comma-separated host:port
 * @param clientId the beginning of every client's name, such as {@code copydesk-process}
 * @param slot a name that this instance keeps over restarts (a StatefulSet's ordinal): it makes it
 *     a static group member with a stable transactional id; null makes it a dynamic one
 * @param properties further client properties, by Kafka's names; they win
 */
public record KafkaSettings(
    String bootstrapServers,
    String clientId,
    @Nullable String slot,
    Map<String, String> properties) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  public KafkaSettings withClientId(String id) {
    return new KafkaSettings(bootstrapServers, id, slot, properties);
  }

  /** Never prints the properties: they may hold passwords. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers + " as " + clientId;
  }
}
