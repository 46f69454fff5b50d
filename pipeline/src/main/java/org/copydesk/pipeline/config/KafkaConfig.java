package org.copydesk.pipeline.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port} pairs divided by commas; null means the embedded broker
 * @param slot the stable name of this instance among its kind, such as a StatefulSet's ordinal;
 *     null makes it a dynamic member of its group
 * @param properties further client properties, such as those of TLS and SASL; their values are
 *     never printed
 */
public record KafkaConfig(
    @Nullable String bootstrapServers, @Nullable String slot, Map<String, String> properties) {
  public KafkaConfig {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "KafkaConfig[bootstrapServers=%s, slot=%s, properties=%s]"
        .formatted(bootstrapServers, slot, new TreeMap<>(properties).keySet());
  }
}
