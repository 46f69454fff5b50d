package org.copydesk.ingest.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardStateTest {

  private static final String REST = "\"status\":\"fetched\",\"at\":\"2026-11-23T12:00:00Z\"}";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ShardState shard = new ShardState(0, new IngestMeters(registry));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"target\":{\"urlId\":\"abc\"}," + REST,
        "{\"target\":{\"urlId\":\"zz3456789abcdef00123456789abcdef\"}," + REST,
        "{\"target\":{}," + REST,
        "{\"target\":null," + REST,
        "{\"status\":\"fetched\"}",
        "null",
        "no JSON",
      })
  void unusableUrlStateIsLeftOutAndCounted(String value) {
    shard.load(record(Topics.URL_STATE, "key", value));
    shard.load(record(Topics.URL_STATE, "key", good()));

    assertThat(shard.urls().endedCount()).isEqualTo(1);
    assertThat(leftOut(Topics.URL_STATE)).isEqualTo(1);
  }

  @Test
  void tombstoneWithAnOddKeyIsLeftOutAndCounted() {
    shard.load(record(Topics.URL_STATE, "odd", null));

    assertThat(leftOut(Topics.URL_STATE)).isEqualTo(1);
  }

  @Test
  void unusableSourceIsLeftOutAndCounted() {
    shard.load(record(Topics.SOURCES, "s", "{\"id\":\"s\",\"kind\":\"feed\",\"url\":\"a b\"}"));

    assertThat(shard.sources().all()).isEmpty();
    assertThat(leftOut(Topics.SOURCES)).isEqualTo(1);
  }

  private static String good() {
    return "{\"target\":{\"urlId\":\"" + Ids.urlId("http://example.org/a") + "\"}," + REST;
  }

  private double leftOut(String topic) {
    return registry.counter("copydesk.ingest.state.left.out", "topic", topic).count();
  }

  private static Incoming record(String topic, String key, @Nullable String value) {
    return new Incoming(
        new PartitionId(topic, 0),
        7,
        Instant.EPOCH,
        key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        Headers.empty());
  }
}
