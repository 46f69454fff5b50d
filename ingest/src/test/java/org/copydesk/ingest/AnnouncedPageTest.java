package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that a feed announces and that are not there when they are asked for. */
final class AnnouncedPageTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DELAY = Duration.ofMillis(50);
  private static final int ATTEMPTS = 3;

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private TestSite site;
  private TestBroker broker;

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @BeforeEach
  void start() {
    broker = TestBroker.emptied();
    site = new TestSite();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void pageThatComesAfterItsAnnouncementIsFetched() throws InterruptedException {
    site.feed("/feed", List.of("/early"), Instant.now().toString());
    try (IngestService service = service(Duration.ofSeconds(2))) {
      service.start();
      await().atMost(PATIENCE).until(() -> site.count("/early") == 1);

      site.page("/early");

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(1));
      assertThat(topics().outcomes()).isEmpty();
    }
    assertThat(failure).hasNullValue();
  }

  @Test
  void pageThatNeverComesIsGoneAfterItsAttemptsAndAnOldOneAtOnce() throws InterruptedException {
    // Given one that was announced just now, one long ago, and one that is said to be gone
    site.feed("/feed", List.of("/never", "/removed"), Instant.now().toString());
    site.on("/removed", 410, Map.of(), "");
    site.feed("/archive", List.of("/old"));

    // When they are followed
    try (IngestService service = service(Duration.ofMillis(100))) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(3));
    }

    // Then only the first was asked for more than once
    assertThat(topics().outcomes())
        .extracting(outcome -> URI.create(outcome.url()).getPath() + " " + outcome.reason())
        .containsExactlyInAnyOrder("/never http-404", "/removed http-410", "/old http-404");
    assertThat(site.count("/never")).isEqualTo(ATTEMPTS);
    assertThat(site.count("/removed")).isEqualTo(1);
    assertThat(site.count("/old")).isEqualTo(1);
  }

  private IngestService service(Duration firstPause) {
    List<Integer> ports = List.of(site.port());
    Duration timeout = Duration.ofSeconds(60);
    FetchConfig fetch =
        new FetchConfig(
            null, DELAY, List.of("127.0.0.0/8"), ports, timeout, 1 << 20, Duration.ofSeconds(1), 8);
    IngestPolicy policy =
        new IngestPolicy(
            new FetchGuard(
                new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), Set.copyOf(ports)),
            "Copydesk/test",
            timeout,
            1 << 20,
            PolitenessLimits.of(DELAY, 8, 8),
            new RetryPolicy(ATTEMPTS, firstPause, timeout, Duration.ofDays(1), Duration.ofHours(1)),
            PollInterval.of(fetch),
            Duration.ofDays(3),
            List.of(),
            500);
    List<SourceConfig> sources = new ArrayList<>();
    for (String feed : List.of("/feed", "/archive")) {
      sources.add(SourceConfig.of(SourceConfig.Kind.FEED, site.url(feed)));
    }
    return new IngestService(
        policy,
        fetch,
        sources,
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
