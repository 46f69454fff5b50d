package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.BackfillConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.FetchedPage;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service between web sites on loopback and real topics. */
final class IngestServiceTest {

  private static final Duration DELAY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");

  private final AtomicReference<ServiceFailure> failure = new AtomicReference<>();
  private final List<IngestService> services = new ArrayList<>();
  private final List<TestSite> sites = new ArrayList<>();
  private TestBroker broker;

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @BeforeEach
  void startBroker() {
    broker = TestBroker.emptied();
  }

  @AfterEach
  void stop() {
    services.forEach(IngestService::close);
    sites.forEach(TestSite::close);
  }

  @Test
  void everyUrlOfAFeedEndsExactlyOnce() throws InterruptedException {
    TestSite other = site().page("/far");
    TestSite site =
        site()
            .robots("User-agent: *\nDisallow: /private\n")
            .page("/a")
            .page("/b")
            .page("/c")
            .page("/private/x")
            .on("/old", 301, Map.of("Location", "/moved"), "")
            .page("/moved")
            .on("/twin", 302, Map.of("Location", "/a"), "")
            .on("/away", 302, Map.of("Location", other.url("/far").toString()), "")
            .on("/loop", 302, Map.of("Location", "/loop"), "")
            .on("/paper", 200, Map.of("Content-Type", "application/pdf"), "%PDF-1.7")
            .on("/gone", 410, Map.of(), "");
    List<String> links =
        List.of(
            "/a",
            "/b?utm_source=feed",
            "/c#top",
            "/private/x",
            "/old",
            "/moved",
            "/twin",
            "/away",
            "/loop",
            "/paper",
            "/gone",
            "/missing",
            "http://10.0.0.1/x",
            "http://127.0.0.1:22/x");
    site.feed("/feed", links);
    site.page("/b");

    start(List.of(feed(site)));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pages().size() + outcomes().size()).isEqualTo(15));
    assertThat(pages())
        .extracting(page -> URI.create(page.url()).getPath())
        .containsExactlyInAnyOrder("/a", "/b", "/c", "/moved", "/far");
    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "/private/x robots",
            "/moved redirect-target",
            "/twin redirect",
            "/away redirect",
            "/loop redirect-loop",
            "/paper content-type",
            "/gone http-410",
            "/missing http-404",
            "/x address",
            "/x port");
    assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY);
    assertThat(site.count("/private/x")).isZero();
    assertThat(site.count("/moved")).as("fetched for /old, then known").isEqualTo(1);
    assertThat(failure).hasNullValue();
  }

  @Test
  void articleIsNotFetchedAgainUnderTheAddressThatItsPageCallsItsOwn() throws InterruptedException {
    // Given an article whose print version comes first, and one that calls its own source its own
    String article = "/2026/11/23/harbour-opens-again";
    String shown = "/print/4711/harbour";
    TestSite site = site().page(article).page("/a");
    site.on(shown, 200, HTML, "<head><link rel='canonical' href='" + article + "'></head>Text");
    String feed = "/2026/11/23/feed-of-all-news";
    site.on("/b", 200, HTML, "<head><link rel='canonical' href='" + feed + "'></head>Text");
    site.feed(feed, List.of(shown, "/b", article, "/a"));

    // When they are crawled
    start(List.of(SourceConfig.of(SourceConfig.Kind.FEED, site.url(feed))));

    // Then it is fetched once, its other address has an outcome, and the source goes on
    await().atMost(PATIENCE).until(() -> site.count("/a") == 1 && outcomes().size() == 1);
    assertThat(reasons()).containsExactly(article + " canonical");
    assertThat(site.count(article)).isZero();
    long polls = site.count(feed);
    await().atMost(PATIENCE).until(() -> site.count(feed) > polls + 1);
    assertThat(outcomes()).hasSize(1);
  }

  @Test
  void changedFeedGivesOnlyWhatIsNewOrUpdated() throws InterruptedException {
    TestSite site = site().page("/a").page("/b");
    site.feed("/feed", List.of("/a"));
    start(List.of(feed(site)));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(1));

    site.feed("/feed", List.of("/a", "/b"), "2026-02-01T00:00:00Z");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(3));
    long polls = site.count("/feed");
    await().atMost(PATIENCE).until(() -> site.count("/feed") > polls + 2);
    assertThat(site.count("/a")).isEqualTo(2);
    assertThat(site.count("/b")).isEqualTo(1);
    assertThat(site.requests()).last().extracting(TestSite.Request::etag).asString().isNotEmpty();
  }

  @Test
  void restartAsksForNothingThatWasFetched() throws InterruptedException {
    TestSite site = site();
    List<String> links = IntStream.range(0, 8).mapToObj(i -> "/p" + i).toList();
    links.forEach(site::page);
    site.feed("/feed", links);
    IngestService first = start(List.of(feed(site)));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSizeGreaterThan(2));
    first.close();

    start(List.of(feed(site)));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(8));
    long polls = site.count("/feed");
    await().atMost(PATIENCE).until(() -> site.count("/feed") > polls + 2);
    assertThat(links).allSatisfy(link -> assertThat(site.count(link)).isEqualTo(1));
    assertThat(site.count("/robots.txt")).isEqualTo(1);
    assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY);
  }

  @Test
  void replayedUrlsAreNotRequestedAgain() throws InterruptedException {
    TestSite site = site().page("/a").on("/gone", 410, Map.of(), "");
    site.feed("/feed", List.of("/a", "/gone", "http://10.0.0.1/x"));
    start(List.of(feed(site)));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes()).hasSize(2));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(1));

    List<Outgoing> again =
        topics().read(Topics.URLS).stream()
            .map(
                record ->
                    Outgoing.of(
                        record.partition(), record.keyText(), record.value(), record.headers()))
            .toList();
    try (AckedProducer producer = new AckedProducer(settings(), new SimpleMeterRegistry())) {
      producer.sendAll(again);
    }

    long polls = site.count("/feed");
    await().atMost(PATIENCE).until(() -> site.count("/feed") > polls + 2);
    assertThat(site.count("/a")).isEqualTo(1);
    assertThat(site.count("/gone")).isEqualTo(1);
    assertThat(outcomes()).hasSize(2);
    assertThat(pages()).hasSize(1);
  }

  @Test
  void hostInTroubleIsLeftAloneAndItsUrlsWait() throws InterruptedException {
    TestSite busy = site().page("/a");
    busy.on("/b", 503, Map.of("Retry-After", "3"), "");
    busy.feed("/feed", List.of("/b", "/a"));
    TestSite well = site().page("/c");
    well.feed("/feed", List.of("/c"));

    start(List.of(feed(busy), feed(well)));

    await().atMost(PATIENCE).until(() -> busy.count("/b") == 1);
    int asked = busy.requests().size();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pages()).hasSizeGreaterThanOrEqualTo(1));
    busy.page("/b");
    await().atMost(PATIENCE).until(() -> busy.requests().size() > asked);
    TestSite.Request stop = busy.requests().get(asked - 1);
    TestSite.Request next = busy.requests().get(asked);
    assertThat(Duration.ofNanos(next.beginNanos() - stop.endNanos()))
        .isGreaterThan(Duration.ofMillis(2_900));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pages()).hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void outageOfAHostUsesUpNoUrlsAttempts() throws InterruptedException {
    TestSite site = site().on("/a", 503, Map.of("Retry-After", "1"), "");
    site.feed("/feed", List.of("/a"));
    start(List.of(feed(site)));
    int more = RetryPolicy.usual().attempts() + 1;
    await().atMost(PATIENCE).until(() -> site.count("/a") >= more);

    site.page("/a");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(1));
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void twoInstancesShareHostsAndNeverMeetAtOne() throws InterruptedException {
    List<SourceConfig> feeds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TestSite site = site();
      List<String> links = IntStream.range(0, 10).mapToObj(n -> "/p" + n).toList();
      links.forEach(site::page);
      site.feed("/feed", links);
      feeds.add(feed(site));
    }
    start(feeds);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSizeGreaterThan(6));

    IngestService second = start(feeds);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSizeGreaterThan(30));
    second.close();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(60));
    assertThat(sites)
        .allSatisfy(site -> assertThat(site.shortestGap()).isGreaterThanOrEqualTo(DELAY));
    assertThat(pages()).extracting(FetchedPage::urlId).doesNotHaveDuplicates();
  }

  @Test
  void sitemapIndexLeadsToItsFreshPages() throws InterruptedException {
    TestSite site = site().page("/a").page("/old");
    Map<String, String> xml = Map.of("Content-Type", "application/xml");
    site.on(
        "/index.xml",
        200,
        xml,
        "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>"
            + site.url("/news.xml")
            + "</loc></sitemap><sitemap><loc>"
            + site.url("/sitemap-2019-05.xml")
            + "</loc></sitemap></sitemapindex>");
    site.on(
        "/news.xml",
        200,
        xml,
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
            + site.url("/a")
            + "</loc><lastmod>"
            + Instant.now()
            + "</lastmod></url><url><loc>"
            + site.url("/old")
            + "</loc><lastmod>2019-05-01</lastmod></url></urlset>");

    start(List.of(SourceConfig.of(SourceConfig.Kind.SITEMAP, site.url("/index.xml"))));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(1));
    long polls = site.count("/news.xml");
    await().atMost(PATIENCE).until(() -> site.count("/news.xml") > polls + 1);
    assertThat(site.count("/a")).isEqualTo(1);
    assertThat(site.count("/old")).isZero();
    assertThat(site.count("/sitemap-2019-05.xml")).isZero();
  }

  @Test
  void unreadableRecordBecomesDeadLetter() throws InterruptedException {
    TestSite site = site().page("/a");
    site.feed("/feed", List.of("/a"));
    start(List.of(feed(site)));
    try (AckedProducer producer = new AckedProducer(settings(), new SimpleMeterRegistry())) {
      producer.sendAll(
          List.of(
              Outgoing.of(
                  new PartitionId(Topics.URLS, 0), "key", new byte[] {1, 2, 3}, Headers.empty())));
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics().read(Topics.deadLetter(Topics.URLS)))
                    .extracting(Incoming::value)
                    .containsExactly(new byte[] {1, 2, 3}));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pages()).hasSize(1));
  }

  @Test
  void startWithoutContactIsRefusedForRealHosts() {
    SourceConfig real =
        SourceConfig.of(SourceConfig.Kind.FEED, URI.create("https://example.org/feed"));
    IngestService service = service(List.of(real));

    assertThatThrownBy(service::start)
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("fetch.contact");
  }

  private TestSite site() {
    TestSite site = new TestSite();
    sites.add(site);
    return site;
  }

  private static SourceConfig feed(TestSite site) {
    return SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed"));
  }

  private IngestService start(List<SourceConfig> sources) throws InterruptedException {
    IngestService service = service(sources);
    services.add(service);
    service.start();
    return service;
  }

  private IngestService service(List<SourceConfig> sources) {
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            List.of("127.0.0.0/8"),
            sites.stream().map(TestSite::port).toList(),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofSeconds(1),
            8);
    return new IngestService(
        fetch,
        sources,
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        new BackfillConfig(100),
        settings(),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        failure::set);
  }

  private KafkaSettings settings() {
    return topics().settings();
  }

  private TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }

  private List<FetchedPage> pages() {
    return topics().pages();
  }

  private List<UrlOutcome> outcomes() {
    return topics().outcomes();
  }

  private List<String> reasons() {
    assertThat(outcomes())
        .allSatisfy(outcome -> assertThat(outcome.urlId()).isEqualTo(Ids.urlId(outcome.url())));
    return outcomes().stream()
        .map(outcome -> URI.create(outcome.url()).getPath() + " " + outcome.reason())
        .toList();
  }
}
