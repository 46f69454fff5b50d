package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.config.SourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sites and sections, from the address alone to their articles. */
final class SiteFollowingTest extends FollowedSite {

  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
  private static final Map<String, String> XML = Map.of("Content-Type", "application/xml");

  private final List<AutoCloseable> parts = new ArrayList<>();
  private final TestSite other = new TestSite();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
    other.close();
  }

  @Test
  void siteIsFollowedThroughWhatItNames() throws InterruptedException {
    site.robots(
        "User-agent: *\nDisallow:\nSitemap: "
            + site.url("/news.xml")
            + "\nSitemap: /sitemap-2019-03.xml\n");
    other.feed("/their.atom", List.of(site.url("/from-feed").toString()));
    site.on(
        "/",
        200,
        HTML,
        "<html><head><link rel=alternate type='application/atom+xml' href='"
            + other.url("/their.atom")
            + "'><link rel=alternate type='application/rss+xml' href='/comments/feed'></head></html>");
    site.on("/news.xml", 200, XML, sitemap(site.url("/from-sitemap"), Instant.now()));
    site.page("/from-feed").page("/from-sitemap");

    follow(SourceConfig.Kind.SITE, "/");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(paths()).containsExactlyInAnyOrder("/from-feed", "/from-sitemap"));
    assertThat(site.count("/sitemap-2019-03.xml")).isZero();
    assertThat(site.count("/comments/feed")).isZero();
    assertThat(site.count("/sitemap.xml")).isZero();
    assertThat(site.count("/")).isEqualTo(1);
    assertThat(failure).hasNullValue();
  }

  @Test
  void siteThatNamesNothingIsLookedForInTheUsualPlaces() throws InterruptedException {
    String story = "/2026/11/23/ferry-comes-back-to-the-island";
    site.on(
        "/",
        200,
        HTML,
        "<html><body><h2><a href='"
            + story
            + "'>The ferry comes back to the island</a></h2></body></html>");
    site.on("/sitemap.xml", 200, XML, sitemap(site.url("/from-sitemap"), Instant.now()));
    site.page(story).page("/from-sitemap");

    follow(SourceConfig.Kind.SITE, "/");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(paths()).containsExactlyInAnyOrder(story, "/from-sitemap"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().sources()).hasSize(3));
    assertThat(site.count("/rss")).isEqualTo(3);
  }

  @Test
  void sectionGivesWhatComesLaterOnce() throws InterruptedException {
    String first = "/2026/11/23/ferry-comes-back-to-the-island";
    String second = "/2026/11/24/bridge-closes-for-the-whole-winter";
    site.page(first).page(second).page("/world");
    site.on("/section", 200, HTML, section(first));
    follow(SourceConfig.Kind.SECTION, "/section");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(paths()).containsExactly(first));

    site.on("/section", 200, HTML, section(second) + section(first));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(paths()).containsExactlyInAnyOrder(first, second));
    long looks = site.count("/section");
    await().atMost(PATIENCE).until(() -> site.count("/section") > looks + 1);
    assertThat(site.count(first)).isEqualTo(1);
    assertThat(site.count("/world")).isZero();
  }

  @Test
  void linksOfPagesThatAskForItAreNotFollowed() throws InterruptedException {
    String story = "/2026/11/23/ferry-comes-back-to-the-island";
    String meta = "<meta name=robots content='index, nofollow'>";
    site.robots("User-agent: *\nDisallow:\nSitemap: " + site.url("/news.xml") + "\n");
    site.on("/", 200, HTML, meta + "<link rel=alternate type='application/rss+xml' href='/feed'>");
    site.on("/news.xml", 200, XML, sitemap(site.url("/from-sitemap"), Instant.now()));
    site.on("/section", 200, HTML, meta + section(story));
    site.page(story).page("/from-sitemap").feed("/feed", List.of("/from-feed"));

    follow(
        SourceConfig.of(SourceConfig.Kind.SITE, site.url("/")),
        SourceConfig.of(SourceConfig.Kind.SECTION, site.url("/section")));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(paths()).contains("/from-sitemap"));
    await().atMost(PATIENCE).until(() -> site.count("/section") > 1);
    assertThat(site.count(story)).isZero();
    assertThat(site.count("/feed")).isZero();
    assertThat(meters.counter("copydesk.sources.nofollow").count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void unchangedFeedIsLeftAloneForAsLongAsItSaysNow() throws InterruptedException {
    site.feed("/calm", List.of("/a")).feed("/feed", List.of("/b")).page("/a").page("/b");
    follow(
        SourceConfig.of(SourceConfig.Kind.FEED, site.url("/calm")),
        SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed")));
    await().atMost(PATIENCE).until(() -> site.count("/calm") > 1);

    site.header("/calm", "Cache-Control", "max-age=3600");
    long before = site.count("/calm");
    await().atMost(PATIENCE).until(() -> site.count("/calm") > before);
    long told = site.count("/calm");
    long others = site.count("/feed");
    await().atMost(PATIENCE).until(() -> site.count("/feed") > others + 4);

    assertThat(site.count("/calm")).isLessThanOrEqualTo(told + 1);
  }

  @Test
  void deadSitemapIsLeftAlone() throws InterruptedException {
    site.on("/old.xml", 200, XML, sitemap(site.url("/old"), Instant.parse("2019-03-05T00:00:00Z")));
    site.feed("/feed", List.of("/a"));
    site.page("/a").page("/old");

    follow(
        SourceConfig.of(SourceConfig.Kind.SITEMAP, site.url("/old.xml")),
        SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed")));

    await().atMost(PATIENCE).until(() -> site.count("/feed") > 5);
    assertThat(site.count("/old.xml")).isEqualTo(1);
    assertThat(paths()).containsExactly("/a");
  }

  private static String section(String link) {
    return "<html><body><nav><a href='/world'>World</a></nav><h2><a href='"
        + link
        + "'>Something has happened on the island</a></h2></body></html>";
  }

  private static String sitemap(URI page, Instant changed) {
    return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
        + page
        + "</loc><lastmod>"
        + changed
        + "</lastmod></url></urlset>";
  }

  private void follow(SourceConfig.Kind kind, String path) throws InterruptedException {
    follow(SourceConfig.of(kind, site.url(path)));
  }

  private void follow(SourceConfig... sources) throws InterruptedException {
    List<Integer> ports = List.of(site.port(), other.port());
    IngestService service = service(fetch(ports, Duration.ofSeconds(1)), sources);
    parts.add(service);
    service.start();
  }

  private List<String> paths() {
    return topics().pages().stream().map(page -> URI.create(page.url()).getPath()).toList();
  }
}
