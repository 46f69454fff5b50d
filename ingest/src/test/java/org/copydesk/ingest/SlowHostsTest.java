package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Hosts that show far more than they may be asked for soon: like a pause of half a minute, where
 * what is a minute away is parked, sixty times as fast.
 */
final class SlowHostsTest {

  private static final Duration DELAY = Duration.ofMillis(500);
  private static final Duration QUEUE_AHEAD = DELAY.multipliedBy(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int HOSTS = 3;
  private static final int PAGES = 24;

  /** The robots.txt, and twice as many pages as are queued at a time. */
  private static final int ANSWERED = 1 + 8;

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final List<TestSite> sites = new ArrayList<>();
  private TestBroker broker;

  @BeforeEach
  void showManyPages() throws InterruptedException {
    AddressCache.disable();
    broker = TestBroker.emptied();
    try (TopicAdmin admin = new TopicAdmin(topics().settings())) {
      int partitions = TestTopics.PARTITIONS;
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(partitions, partitions, (short) 1));
    }
    List<String> urls = new ArrayList<>();
    for (int host = 0; host < HOSTS; host++) {
      TestSite site = new TestSite();
      IntStream.range(0, PAGES)
          .forEach(page -> urls.add(site.page("/p" + page).url("/p" + page).toString()));
      sites.add(site.holdAfter(ANSWERED));
    }
    topics().publishUrls(urls);
  }

  @AfterEach
  void stop() {
    sites.forEach(TestSite::close);
    assertThat(failure).hasNullValue();
  }

  @Test
  void offsetsAreCommittedWhileThePagesOfSlowHostsWait() throws InterruptedException {
    try (IngestService service = service()) {
      service.start();
      awaitCommitsToTheEnd();
      assertThat(topics().pages()).hasSize(HOSTS * (ANSWERED - 1));

      sites.forEach(TestSite::holdNothing);

      awaitAllPages();
    }
    assertThatAllCameOnceAndAtTheirPace();
  }

  @Test
  void whatWaitsForSlowHostsIsFetchedAfterARestart() throws InterruptedException {
    try (IngestService service = service()) {
      service.start();
      awaitCommitsToTheEnd();
    }
    sites.forEach(TestSite::holdNothing);

    try (IngestService again = service()) {
      again.start();
      awaitAllPages();
    }
    assertThatAllCameOnceAndAtTheirPace();
  }

  private void awaitCommitsToTheEnd() {
    await().atMost(PATIENCE).until(() -> sites.stream().allMatch(TestSite::isHolding));
    try (LagReader lags = new LagReader(topics().settings(), Clock.systemUTC())) {
      List<TopicLag.Reading> urls = List.of(new TopicLag.Reading(Topics.URLS, Groups.INGEST));
      await().atMost(PATIENCE).until(() -> lags.read(urls).getFirst().lag() == 0);
    }
  }

  private void awaitAllPages() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(topics().pages()).hasSizeGreaterThanOrEqualTo(HOSTS * PAGES));
  }

  private void assertThatAllCameOnceAndAtTheirPace() {
    assertThat(topics().pages().stream().map(FetchedPage::url).collect(Collectors.toSet()))
        .hasSize(HOSTS * PAGES);
    assertThat(topics().pages()).hasSize(HOSTS * PAGES);
    assertThat(sites)
        .allSatisfy(site -> assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY));
  }

  private IngestService service() {
    Set<Integer> ports = sites.stream().map(TestSite::port).collect(Collectors.toSet());
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
            new PolitenessLimits(
                DELAY, DELAY, 5, PATIENCE, PATIENCE, 16, QUEUE_AHEAD, 8, 8, 1 << 20),
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
