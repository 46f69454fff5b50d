package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.copydesk.pipeline.message.Topic;

/** The properties of every Kafka client, in one place. docs/architecture.md says why each. */
final class ClientProperties {
  /** Longest time without a poll before the group takes the partitions away. */
  static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

  /** How long a transaction may stay open: what readers wait at most for after a kill -9. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** How long a record may wait for its acknowledgement before the send fails. */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  /** How long a send may wait for metadata or buffer space: it blocks its caller. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(20);

  private static final Duration LINGER = Duration.ofMillis(10);

  /** A producer keeps this much for each partition that it has written to, up to its buffer. */
  private static final int BATCH_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 32 * 1024 * 1024;
  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  private ClientProperties() {}

  /**
   * @param aheadBytes the most that is read ahead of a partition
   * @param assignor how the group divides partitions
   */
  static Map<String, Object> groupMember(
      KafkaSettings settings,
      String group,
      int maxPollRecords,
      int aheadBytes,
      Class<? extends ConsumerPartitionAssignor> assignor) {
    Map<String, Object> properties = reader(settings);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, assignor.getName());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(MAX_POLL_INTERVAL));
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, aheadBytes);
    if (settings.slot() != null) {
      properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + settings.slot());
    }
    properties.putAll(settings.properties());
    return properties;
  }

  /** A consumer without a group, for assign(). */
  static Map<String, Object> reader(KafkaSettings settings) {
    Map<String, Object> properties = common(settings);
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topic.MAX_MESSAGE_BYTES);
    properties.putAll(settings.properties());
    return properties;
  }

  static Map<String, Object> producer(KafkaSettings settings) {
    Map<String, Object> properties = common(settings);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, millis(LINGER));
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DEAD_LETTER_BYTES);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_TIMEOUT));
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(MAX_BLOCK));
    properties.putAll(settings.properties());
    return properties;
  }

  static Map<String, Object> transactionalProducer(KafkaSettings settings, String id) {
    Map<String, Object> properties = producer(settings);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_TIMEOUT));
    // All of a transaction's records must have their answer before it times out.
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
    return properties;
  }

  static Map<String, Object> admin(KafkaSettings settings) {
    Map<String, Object> properties = common(settings);
    properties.putAll(settings.properties());
    return properties;
  }

  private static Map<String, Object> common(KafkaSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.clientId());
    // One line a second about a broker that is away is enough.
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    properties.put("enable.metrics.push", false);
    return properties;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
