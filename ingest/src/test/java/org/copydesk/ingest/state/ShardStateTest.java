package org.copydesk.ingest.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.Shards;
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
  private final ShardState shard = new ShardState(0, new Shards(1), new IngestMeters(registry));

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'t','kind':'feed','url':'http://example.org/f','origin':'command','paused':false}",
        "{'id':'s','kind':'feed','url':'urn:x:y','origin':'command','paused':false}",
        "{'id':'s','kind':'feed','url':'/feed','origin':'command','paused':false}",
        "{'id':'s','kind':'feed','url':'http://example.org/f','movedTo':'mailto:a@example.org',"
            + "'origin':'command','paused':false}",
        "{'id':'s','kind':'feed','url':'http://example.org/f','every':'PT0S','origin':'command',"
            + "'paused':false}",
        "{'id':'s','kind':'blog','url':'http://example.org/f','origin':'command','paused':false}",
        "[]",
      })
  void sourceThatCannotBeFollowedIsLeftOutAndCounted(String value) {
    shard.load(record(Topics.SOURCES, "s", value.replace('\'', '"')));

    assertThat(shard.sources().all()).isEmpty();
    assertThat(leftOut(Topics.SOURCES)).isEqualTo(1);
  }

  @Test
  void sourceInAWrongPartitionIsLeftOut() {
    Shards two = new Shards(2);
    int other = 1 - two.of("example.org");
    ShardState wrong = new ShardState(other, two, new IngestMeters(registry));
    String source =
        "{\"id\":\"s\",\"kind\":\"feed\",\"url\":\"http://example.org/f\",\"origin\":\"command\"}";

    wrong.load(
        new Incoming(
            new PartitionId(Topics.SOURCES, other),
            7,
            Instant.EPOCH,
            "s".getBytes(UTF_8),
            source.getBytes(UTF_8),
            Headers.empty()));

    assertThat(wrong.sources().all()).isEmpty();
    assertThat(leftOut(Topics.SOURCES)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "mailto:x@example.org", "http://[bad/"})
  void parkedUrlThatCannotBeFetchedIsLeftOut(String url) {
    String id = Ids.urlId("http://example.org/b");
    String target =
        "{\"urlId\":\"" + id + "\",\"url\":\"" + url + "\",\"sourceId\":\"s\",\"why\":\"new\"}";
    String state =
        "{\"target\":" + target + ",\"status\":\"parked\",\"at\":\"2026-11-23T12:00:00Z\"}";

    shard.load(record(Topics.URL_STATE, id, state));

    assertThat(shard.urls().parkedCount()).isZero();
    assertThat(leftOut(Topics.URL_STATE)).isEqualTo(1);
  }

  private static String good() {
    String url = "http://example.org/a";
    return "{\"target\":{\"urlId\":\"" + Ids.urlId(url) + "\",\"url\":\"" + url + "\"}," + REST;
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
