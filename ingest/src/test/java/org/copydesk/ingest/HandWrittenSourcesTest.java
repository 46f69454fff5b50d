package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.Test;

/** What somebody writes into {@code news.sources.v1} by hand. */
final class HandWrittenSourcesTest {

  @Test
  void badRecordNeitherStopsTheStartNorHidesOtherSources() throws InterruptedException {
    AddressCache.disable();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    TestBroker broker = TestBroker.emptied();
    try (TestSite site = new TestSite()) {
      TestTopics topics = new TestTopics(broker.bootstrapServers());
      writeByHand(topics);
      site.page("/a").feed("/feed", List.of("/a"));

      try (IngestService service = service(topics, site, registry)) {
        service.start();

        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(topics.pages()).hasSize(1));
      }
      assertThat(
              registry.counter("copydesk.ingest.state.left.out", "topic", Topics.SOURCES).count())
          .isGreaterThanOrEqualTo(3);
    }
  }

  private static void writeByHand(TestTopics topics) throws InterruptedException {
    try (TopicAdmin admin = new TopicAdmin(topics.settings());
        AckedProducer producer = new AckedProducer(topics.settings(), new SimpleMeterRegistry())) {
      admin.ensure(
          Topics.all(),
          new TopicAdmin.Sizes(TestTopics.PARTITIONS, TestTopics.PARTITIONS, (short) 1));
      producer.sendAll(
          List.of(
              record("broken", "{\"id\":\"broken\""),
              record("nowhere", "{\"id\":\"nowhere\",\"kind\":\"feed\",\"url\":\"/feed\"}"),
              record("empty", "{}")));
    }
  }

  private static Outgoing record(String key, String value) {
    return Outgoing.of(
        new PartitionId(Topics.SOURCES, 0), key, value.getBytes(UTF_8), Headers.empty());
  }

  private static IngestService service(
      TestTopics topics, TestSite site, SimpleMeterRegistry registry) {
    return new IngestService(
        new FetchConfig(
            null,
            Duration.ofMillis(50),
            List.of("127.0.0.0/8"),
            List.of(site.port()),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            2),
        List.of(SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed"))),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics.settings(),
        registry,
        Clock.systemUTC(),
        failure -> {
          throw failure;
        });
  }
}
