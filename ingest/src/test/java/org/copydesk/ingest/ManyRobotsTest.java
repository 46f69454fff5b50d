package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts whose robots.txt are together longer than may be kept in memory at a time. */
final class ManyRobotsTest {

  private static final Duration DELAY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LENGTH = 20_000;

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final TestSite first = site();
  private final TestSite second = site();
  private TestBroker broker;

  @BeforeEach
  void start() {
    AddressCache.disable();
    broker = TestBroker.emptied();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void hostWhoseRulesFindNoRoomWaitsUntilOthersAreDone() throws InterruptedException {
    // Given a host whose rules take the room, and whose page does not come
    first.holdAfter(1);
    try (TopicAdmin admin = new TopicAdmin(topics().settings())) {
      int partitions = TestTopics.PARTITIONS;
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(partitions, partitions, (short) 1));
    }
    topics().publishUrls(List.of(first.url("/a").toString()));
    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(first::isHolding);

      // When another one's rules are as long
      topics().publishUrls(List.of(second.url("/a").toString(), second.url("/no/b").toString()));

      // Then it is left alone, and obeyed when there is room
      await().atMost(PATIENCE).until(() -> Objects.equals(reason(service), "robots-memory"));
      assertThat(second.count("/a")).isZero();
      first.holdNothing();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(2));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(1));
    }
    assertThat(topics().outcomes().getFirst().reason()).isEqualTo("robots");
    assertThat(second.count("/no/b")).isZero();
    assertThat(failure).hasNullValue();
  }

  private @Nullable String reason(IngestService service) {
    var host = service.why(second.url("/a").toString()).host();
    return host == null ? null : host.suspensionReason();
  }

  private static TestSite site() {
    String rules = "User-agent: *\nDisallow: /no/\n# " + "-".repeat(LENGTH) + "\n";
    return new TestSite().robots(rules).page("/a").page("/no/b");
  }

  private IngestService service() {
    Set<Integer> ports = Set.of(first.port(), second.port());
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            List.copyOf(ports),
            PATIENCE,
            1 << 20,
            Duration.ofMinutes(1),
            8);
    IngestPolicy policy =
        new IngestPolicy(
            new FetchGuard(new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), ports),
            "Copydesk/test",
            PATIENCE,
            1 << 20,
            new PolitenessLimits(DELAY, DELAY, 5, DELAY, DELAY, 16, PATIENCE, 8, 8, 3L * LENGTH),
            RetryPolicy.usual(),
            PollInterval.of(fetch),
            Duration.ofDays(3),
            List.of(),
            500);
    return new IngestService(
        policy,
        fetch,
        List.of(),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics().settings(),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        failure::set);
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }
}
