package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.ingest.fetch.Fetcher;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.ingest.probe.SiteProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a look at a site finds. */
final class SiteProbeTest {

  private static final Duration DELAY = Duration.ofMillis(10);

  private final TestSite site = new TestSite();

  @BeforeAll
  static void withoutAddressCache() {
    AddressCache.disable();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void feedsOfCommentsAreNoFeedsOfTheSite() throws InterruptedException {
    List<String> comments = List.of("/c1", "/c2", "/c3");
    site.feed("/feed", List.of("/a")).feed("/commentary/feed", List.of("/b"));
    site.feed("/comments/feed/", comments).feed("/story/feed/", comments);
    front(
        feedLink("/comments/feed/", "News &raquo; Comments Feed")
            + feedLink("/story/feed/", "News &raquo; Ships come back Comments Feed")
            + feedLink("/?feed=comments-rss2", "")
            + feedLink("/feed", "News &raquo; Feed")
            + feedLink("/commentary/feed", "News &raquo; Commentary"));

    SiteFacts facts = look();

    assertThat(facts.feeds())
        .extracting(SiteFacts.Found::url)
        .containsExactly(site.url("/feed"), site.url("/commentary/feed"));
    assertThat(site.count("/comments/feed/")).isZero();
  }

  @Test
  void articlesThatAFrontPageLinksToAreCountedAndTried() throws InterruptedException {
    StringBuilder links = new StringBuilder();
    for (int i = 1; i <= 7; i++) {
      String path = "/2026/11/2" + i + "/ships-come-back-to-harbour-" + i;
      links.append(
          "<h2><a href='%s'>Ships come back to the harbour %d</a></h2>".formatted(path, i));
      site.page(path);
    }
    front("</head><body>" + links);

    SiteFacts facts = look();

    assertThat(facts.articles()).isEqualTo(7);
    assertThat(facts.feeds()).isEmpty();
    assertThat(facts.sample()).isNotNull();
  }

  private static String feedLink(String path, String title) {
    return "<link rel=alternate type='application/rss+xml' title='%s' href='%s'>"
        .formatted(title, path);
  }

  private void front(String html) {
    site.on("/", 200, Map.of("Content-Type", "text/html"), "<!doctype html><html><head>" + html);
  }

  private SiteFacts look() throws InterruptedException {
    FetchGuard guard =
        new FetchGuard(
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false), Set.of(site.port()));
    Fetcher fetcher = new Fetcher(guard, "Copydesk/test", Duration.ofSeconds(60));
    URI front = site.url("/");
    return new SiteProbe(fetcher, DELAY, 1 << 20, Clock.systemUTC(), asked -> {}).look(front);
  }
}
