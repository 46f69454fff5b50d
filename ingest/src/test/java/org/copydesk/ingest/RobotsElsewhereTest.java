package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many hosts whose robots.txt redirects to one other host, which is busy itself (B45). */
final class RobotsElsewhereTest {

  private static final Duration DELAY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final List<TestSite> sites = new ArrayList<>();
  private TestBroker broker;
  private TestSite hub;

  @BeforeEach
  void start() {
    AddressCache.disable();
    broker = TestBroker.emptied();
    hub = site();
  }

  @AfterEach
  void stop() {
    sites.forEach(TestSite::close);
  }

  @Test
  void b45HostThatARobotsFileLeadsToIsAskedAtItsOwnPace() throws InterruptedException {
    // Given a busy host, and six whose rules lie there
    List<String> pages = IntStream.range(0, 25).mapToObj(i -> "/p" + i).toList();
    pages.forEach(hub::page);
    hub.feed("/feed", pages);
    hub.on("/rules.txt", 200, Map.of(), "User-agent: *\nDisallow: /private\n");
    for (int i = 0; i < 6; i++) {
      TestSite guest = site().page("/a").page("/private/b");
      guest.feed("/feed", List.of("/a", "/private/b"));
      guest.on("/robots.txt", 302, Map.of("Location", hub.url("/rules.txt").toString()), "");
    }

    // When all are followed
    try (IngestService service = service(feeds())) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(25 + 6));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(6));
    }

    // Then the rules are obeyed, and the busy host saw one request at a time with its pauses
    assertThat(topics().outcomes())
        .allSatisfy(outcome -> assertThat(outcome.reason()).isEqualTo("robots"))
        .extracting(UrlOutcome::url)
        .allSatisfy(url -> assertThat(URI.create(url).getPath()).isEqualTo("/private/b"));
    assertThat(hub.count("/rules.txt")).isEqualTo(6);
    assertThat(sites)
        .allSatisfy(site -> assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY));
    assertThat(failure).hasNullValue();
  }

  @Test
  void b45HostOfAnotherInstanceIsAskedByItsOwnerAlone() throws InterruptedException {
    // Given a busy host, and two in each shard whose rules lie there
    List<String> urls = new ArrayList<>();
    IntStream.range(0, 25).forEach(i -> urls.add(hub.page("/p" + i).url("/p" + i).toString()));
    hub.on("/rules.txt", 200, Map.of(), "User-agent: *\nDisallow: /private\n");
    for (TestSite guest : twoInEachShard()) {
      guest.page("/a").page("/private/b");
      guest.on("/robots.txt", 302, Map.of("Location", hub.url("/rules.txt").toString()), "");
      urls.add(guest.url("/a").toString());
      urls.add(guest.url("/private/b").toString());
    }

    // When two instances share them
    try (IngestService first = service(List.of());
        IngestService second = service(List.of())) {
      first.start();
      second.start();
      await().atMost(PATIENCE).until(() -> areShared(first, second));
      topics().publishUrls(urls);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(25 + 6));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(6));
    }

    // Then the rules are obeyed, and no host saw two fetchers or a pause that is too short
    assertThat(topics().outcomes())
        .allSatisfy(outcome -> assertThat(outcome.reason()).isEqualTo("robots"))
        .allSatisfy(outcome -> assertThat(outcome.url()).endsWith("/private/b"));
    assertThat(hub.count("/rules.txt")).isEqualTo(6);
    assertThat(sites)
        .allSatisfy(site -> assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY));
    assertThat(failure).hasNullValue();
  }

  private List<TestSite> twoInEachShard() {
    Shards shards = new Shards(TestTopics.PARTITIONS);
    Map<Integer, List<TestSite>> guests = new HashMap<>();
    while (guests.values().stream().mapToInt(List::size).sum() < 2 * TestTopics.PARTITIONS) {
      TestSite site = site();
      List<TestSite> beside =
          guests.computeIfAbsent(shards.of(Authority.of(site.url("/"))), it -> new ArrayList<>());
      if (beside.size() < 2) {
        beside.add(site);
      }
    }
    return guests.values().stream().flatMap(List::stream).toList();
  }

  /** Whether each host has one owner, and each instance owns some. */
  private boolean areShared(IngestService first, IngestService second) {
    List<String> urls = sites.stream().map(site -> site.url("/").toString()).toList();
    long ofFirst = urls.stream().filter(url -> first.why(url).owned()).count();
    return ofFirst > 0
        && ofFirst < urls.size()
        && urls.stream().allMatch(url -> first.why(url).owned() != second.why(url).owned());
  }

  private TestSite site() {
    TestSite site = new TestSite();
    sites.add(site);
    return site;
  }

  private IngestService service(List<SourceConfig> sources) {
    return new IngestService(
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            sites.stream().map(TestSite::port).toList(),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(30),
            16),
        sources,
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        new BackfillConfig(100),
        topics().settings(),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        failure::set);
  }

  private List<SourceConfig> feeds() {
    return sites.stream()
        .map(site -> SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed")))
        .toList();
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }
}
