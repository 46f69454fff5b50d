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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.copydesk.ingest.state.Records;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.LaneSwitch;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.LaneState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** URLs of the backfill lane, through the real service to the topics. */
final class BackfillLaneTest {
  private static final Duration DELAY = Duration.ofMillis(50);
  private static final int SLOW_PAGES = 5_000;
  private static final int MUCH_NEWS = 8_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final TestSite site = new TestSite();
  private final TestSite slow = new TestSite();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestBroker broker;
  private IngestService service;

  @BeforeEach
  void topicsOfAnEarlierRun() {
    broker = TestBroker.emptied();
    try (TopicAdmin admin = new TopicAdmin(topics().settings())) {
      int partitions = TestTopics.PARTITIONS;
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(partitions, partitions, (short) 1));
    }
    service = service();
  }

  @AfterEach
  void stop() {
    service.close();
    site.close();
    slow.close();
    assertThat(failure.get()).isNull();
  }

  @Test
  void everyBackfillUrlEndsOnceInItsOwnLane() throws InterruptedException {
    // Given more pages than one host's queue holds, one gone, one that redirects, one fetched live
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      site.page("/old/" + i);
      paths.add("/old/" + i);
    }
    site.page("/live").page("/target");
    site.on("/moved", 301, Map.of("Location", "/target"), "");
    site.feed("/feed", List.of("/live"));
    paths.addAll(List.of("/gone", "/moved", "/old/3", "/old/3"));

    // When they are given
    service.start();
    send(paths);

    // Then each ends once, and the backfill's pages are apart from the live one
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(backfilled()).hasSize(25).contains("/old/23", "/target"));
    await().atMost(PATIENCE).until(() -> topics().outcomes().size() == 2);
    await().atMost(PATIENCE).until(() -> topics().pages().size() == 1);
    await().atMost(PATIENCE).until(() -> lag(Topics.URLS_BACKFILL) == 0);
    assertThat(topics().outcomes())
        .extracting(outcome -> path(outcome.url()))
        .containsExactlyInAnyOrder("/gone", "/target");
    assertThat(topics().pages()).extracting(page -> path(page.url())).containsExactly("/live");
    assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY);
    assertThat(site.count("/old/3")).isEqualTo(1);
  }

  @Test
  void oldPagesOfASitemapGoBehindLiveWorkOnce() throws InterruptedException {
    // Given a sitemap with news, pages of last month and without a date, and one too old for all
    site.feed("/feed", List.of());
    site.page("/news").page("/last-month").page("/undated").page("/later").page("/ancient");
    Instant now = Instant.now();
    String old =
        page("/last-month", now.minus(Duration.ofDays(30)))
            + page("/ancient", now.minus(Duration.ofDays(900)))
            + page("/undated", null);
    site.on("/sitemap.xml", 200, Map.of(), sitemap(page("/news", now) + old));

    // When it is followed, and shows one more page without a date
    service.start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(backfilled()).containsExactlyInAnyOrder("/last-month", "/undated"));
    site.on(
        "/sitemap.xml", 200, Map.of(), sitemap(page("/news", now) + old + page("/later", null)));

    // Then what is new is live, and what was old is not found again
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics().pages())
                    .extracting(page -> path(page.url()))
                    .containsExactly("/news", "/later"));
    assertThat(topics().read(Topics.URLS_BACKFILL)).hasSize(2);
    assertThat(site.count("/ancient")).isZero();
  }

  @Test
  void pausedBackfillWaitsWhileLiveGoesOn() throws InterruptedException {
    site.page("/live").page("/old");
    site.feed("/feed", List.of("/live"));
    LaneSwitch.set(topics().settings(), new LaneState(Lane.BACKFILL, true, Instant.now()));
    send(List.of("/old"));

    service.start();

    await().atMost(PATIENCE).until(() -> topics().pages().size() == 1);
    assertThat(lag(Topics.URLS_BACKFILL)).isEqualTo(1);
    assertThat(site.count("/old")).isZero();
    assertThat(LaneSwitch.read(topics().settings()).orElseThrow().paused()).isTrue();

    LaneSwitch.set(topics().settings(), new LaneState(Lane.BACKFILL, false, Instant.now()));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(backfilled()).containsExactly("/old"));
    await().atMost(PATIENCE).until(() -> lag(Topics.URLS_BACKFILL) == 0);
  }

  @Test
  void slowHostKeepsOnlySoMuchBackfillInMemoryAndOthersComeThrough() throws InterruptedException {
    // Given far more pages of a host that answers nothing but "later", before one page of another
    List<String> paths = IntStream.range(0, SLOW_PAGES).mapToObj(i -> "/slow/" + i).toList();
    slow.on("/robots.txt", 503, Map.of("Retry-After", "3600"), "");
    site.page("/quick");

    // When they are given
    service.start();
    send(slow, paths, Lane.BACKFILL);
    send(List.of("/quick"));

    // Then the other's page comes, the slow host's wait: a part in memory, the rest in the topic
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(backfilled()).containsExactly("/quick"));
    await()
        .atMost(PATIENCE)
        .until(() -> topics().read(Topics.URLS_BACKFILL).size() > SLOW_PAGES + 1_000);
    // Those that are just being parked are not counted yet when the bound is looked at.
    assertThat(parked(Lane.BACKFILL)).isBetween(1_000, 2_000);
    assertThat(lag(Topics.URLS_BACKFILL)).isPositive();
    assertThat(topics().outcomes()).isEmpty();
  }

  @Test
  void whatAHostShowsFasterThanItMayBeFetchedGoesOnBehindLiveWork() throws InterruptedException {
    // Given more news of a host that answers nothing but "later" than one host may park
    List<String> paths = IntStream.range(0, MUCH_NEWS).mapToObj(i -> "/slow/" + i).toList();
    slow.on("/robots.txt", 503, Map.of("Retry-After", "3600"), "");
    site.page("/quick");

    // When they are found, and then one page of another host
    service.start();
    send(slow, paths, Lane.LIVE);
    send(site, List.of("/quick"), Lane.LIVE);

    // Then that comes, and what is too much waits in the topic of backfill
    await().atMost(PATIENCE).until(() -> topics().pages().size() == 1);
    await().atMost(PATIENCE).until(() -> lag(Topics.URLS) == 0);
    await().atMost(PATIENCE).until(() -> parked(Lane.LIVE) + parked(Lane.BACKFILL) > 5_999);
    assertThat(parked(Lane.LIVE)).isBetween(5_000, 6_000);
    assertThat(topics().read(Topics.URLS_BACKFILL)).hasSizeGreaterThan(MUCH_NEWS - 6_000);
    assertThat(topics().outcomes()).isEmpty();
  }

  private int parked(Lane lane) {
    return (int) meters.get("copydesk.urls.parked").tag("lane", lane.word()).gauge().value();
  }

  private String page(String path, @Nullable Instant changed) {
    String date = changed == null ? "" : "<lastmod>" + changed + "</lastmod>";
    return "<url><loc>" + site.url(path) + "</loc>" + date + "</url>";
  }

  private static String sitemap(String pages) {
    return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + pages + "</urlset>";
  }

  private void send(List<String> paths) throws InterruptedException {
    send(site, paths, Lane.BACKFILL);
  }

  private void send(TestSite site, List<String> paths, Lane lane) throws InterruptedException {
    Records records = new Records(new Shards(TestTopics.PARTITIONS), Clock.systemUTC());
    List<Outgoing> outgoing = new ArrayList<>();
    for (String path : paths) {
      String url = site.url(path).toString();
      UrlToFetch target =
          new UrlToFetch(Ids.urlId(url), url, "list", UrlToFetch.Why.NEW, null, null, null);
      outgoing.add(records.url(target, Traceparent.random(), Instant.now(), 0, lane));
    }
    try (AckedProducer producer =
        new AckedProducer(topics().settings(), new SimpleMeterRegistry())) {
      producer.sendAll(outgoing);
    }
  }

  private List<String> backfilled() {
    return topics().pages(Topics.PAGES_BACKFILL).stream().map(page -> path(page.url())).toList();
  }

  private long lag(String topic) {
    try (LagReader lags = new LagReader(topics().settings(), Clock.systemUTC())) {
      return lags.read(List.of(new TopicLag.Reading(topic, Groups.INGEST))).getFirst().lag();
    }
  }

  private IngestService service() {
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            List.of(site.port(), slow.port()),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            8);
    return new IngestService(
        fetch,
        List.of(
            SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed")),
            SourceConfig.of(SourceConfig.Kind.SITEMAP, site.url("/sitemap.xml"))),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        new BackfillConfig(100),
        topics().settings(),
        meters,
        Clock.systemUTC(),
        failure::set);
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }

  private static String path(String url) {
    return URI.create(url).getPath();
  }
}
