package org.copydesk.app.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.app.newsroom.SampleNewsroom.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleNewsroomTest {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-03T09:30:00Z"));

  @TempDir Path folder;

  @Test
  void sitesAreAuthoritiesOfTheirOwnInManyLanguages() {
    try (SampleNewsroom newsroom = start()) {
      assertThat(newsroom.sites()).hasSizeGreaterThanOrEqualTo(6);
      assertThat(newsroom.sites())
          .extracting(site -> site.base().getAuthority())
          .doesNotHaveDuplicates();
      assertThat(newsroom.sites())
          .extracting(Site::language)
          .contains("fr", "en", "de", "es", "ar", "ja");
    }
  }

  @Test
  void everyArticlesPageHoldsItsWholeTextAmongTheBoilerplate() throws Exception {
    try (SampleNewsroom newsroom = start()) {
      for (Site site : newsroom.sites()) {
        assertThat(site.articles()).hasSize(12);
        for (PublishedArticle article : site.articles()) {
          String page = Web.text(site, article.url()).replaceAll("<[^>]+>", "");
          assertThat(page).contains(Markup.escape(article.headline()));
          assertThat(article.blocks())
              .allSatisfy(block -> assertThat(page).contains(Markup.escape(block.text())));
          assertThat(page.lines().toList().toString()).contains(site.boilerplateLines());
          assertThat(article.body()).doesNotContain(site.boilerplateLines());
        }
      }
    }
  }

  @Test
  void theFrenchSiteHasTheThreeLinesOfThePluginsEverybodyKnows() {
    try (SampleNewsroom newsroom = start()) {
      assertThat(newsroom.sites().getFirst().boilerplateLines())
          .contains(
              "Spread the love",
              "Leave A Reply",
              "Social Media Auto Publish Powered By : XYZScripts.com");
    }
  }

  @Test
  void everyFeedParsesAndLinksItsNewestArticlesAndSpecials() throws Exception {
    try (SampleNewsroom newsroom = start()) {
      clock.advance(EVERY.multipliedBy(6 * 30));

      for (Site site : newsroom.sites()) {
        List<URI> links = Web.links(Web.feed(site));
        assertThat(links).hasSize(25 + site.expectedOutcomes().size());
        assertThat(links).containsAll(site.expectedOutcomes().keySet());
        assertThat(links).contains(site.articles().getLast().url());
      }
    }
  }

  @Test
  void articlesAppearInTurnAndTheSitesStopAtTheirLimit() {
    Settings settings = settings().withArticles(3, 5);
    try (SampleNewsroom newsroom = SampleNewsroom.start(settings)) {
      List<Site> sites = newsroom.sites();

      clock.advance(EVERY.multipliedBy(2));
      assertThat(sites).extracting(site -> site.articles().size()).startsWith(4, 4, 3, 3);

      clock.advance(Duration.ofDays(3));
      assertThat(sites).extracting(site -> site.articles().size()).containsOnly(5);
    }
  }

  @Test
  void aRestartServesTheSameArticlesUnderTheSameUrls() throws Exception {
    Map<String, String> before;
    try (SampleNewsroom newsroom = start()) {
      clock.advance(Duration.ofMinutes(3));
      before = pages(newsroom);
    }

    clock.advance(Duration.ofDays(2));
    try (SampleNewsroom newsroom = start()) {
      assertThat(pages(newsroom)).isEqualTo(before);
    }
  }

  @Test
  void aNewsroomThatWasKilledUnpublishesNothing() throws Exception {
    Path copy = folder.resolve("copy");
    Map<String, String> before;
    try (SampleNewsroom newsroom = start()) {
      clock.advance(Duration.ofMinutes(3));
      before = pages(newsroom);
      Files.copy(folder.resolve("newsroom.properties"), copy);
    }
    Files.move(copy, folder.resolve("newsroom.properties"), StandardCopyOption.REPLACE_EXISTING);

    clock.advance(Duration.ofSeconds(1));
    try (SampleNewsroom newsroom = start()) {
      assertThat(pages(newsroom)).containsAllEntriesOf(before);
    }
  }

  @Test
  void theNewsroomGoesOnPublishingAfterALongPause() {
    int before;
    try (SampleNewsroom newsroom = start()) {
      clock.advance(Duration.ofMinutes(3));
      before = newsroom.sites().getFirst().articles().size();
    }

    clock.advance(Duration.ofDays(30));
    try (SampleNewsroom newsroom = start()) {
      clock.advance(EVERY.multipliedBy(6));
      List<PublishedArticle> articles = newsroom.sites().getFirst().articles();
      assertThat(articles).hasSize(before + 1);
      assertThat(articles.getLast().published().toInstant())
          .isBetween(clock.instant().minus(EVERY.multipliedBy(6)), clock.instant());
    }
  }

  @Test
  void aClosedNewsroomStandsStill() {
    SampleNewsroom newsroom = start();
    newsroom.close();

    clock.advance(Duration.ofHours(1));
    newsroom.close();

    assertThat(newsroom.sites().getFirst().articles()).hasSize(12);
  }

  @Test
  void aTakenPortIsNamedInOneSentence() throws Exception {
    int port;
    try (SampleNewsroom newsroom = start()) {
      port = newsroom.sites().get(2).base().getPort();
    }

    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket other = new ServerSocket(port, 1, loopback)) {
      assertThatThrownBy(this::start)
          .isInstanceOf(NewsroomStartException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("Stop the program");
    }
    start().close();
  }

  @Test
  void aBrokenStateFileIsNamed() throws Exception {
    Files.writeString(folder.resolve("newsroom.properties"), "port.rivage=many\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(NewsroomStartException.class)
        .hasMessageContaining("newsroom.properties");
  }

  @Test
  void aCorrectionChangesThePageAndShowsTheEntryAgain() throws Exception {
    try (SampleNewsroom newsroom = start()) {
      Site site = newsroom.sites().getFirst();
      PublishedArticle before = site.articles().getFirst();

      clock.advance(Duration.ofSeconds(90).plus(EVERY));
      PublishedArticle after = site.articles().getFirst();

      assertThat(before.revision()).isEqualTo(1);
      assertThat(after.revision()).isEqualTo(2);
      assertThat(after.url()).isEqualTo(before.url());
      assertThat(after.published()).isEqualTo(before.published());
      assertThat(after.modified().toInstant()).isEqualTo(clock.instant());
      assertThat(after.body()).isNotEqualTo(before.body()).contains("Correction");
      assertThat(Web.text(site, after.url())).contains("dix-sept artisans", "Mis à jour le");
      assertThat(Web.links(Web.feed(site)).getFirst()).isEqualTo(after.url());
    }
  }

  @Test
  void everySiteCorrectsSomeArticles() {
    try (SampleNewsroom newsroom = start()) {
      clock.advance(Duration.ofHours(1));

      assertThat(newsroom.sites())
          .allSatisfy(
              site ->
                  assertThat(site.articles())
                      .filteredOn(article -> article.revision() == 2)
                      .hasSizeGreaterThan(5));
    }
  }

  @Test
  void specialUrlsAnswerAsAnnounced() throws Exception {
    try (SampleNewsroom newsroom = start()) {
      assertThat(newsroom.expectedOutcomes().values()).contains(ExpectedOutcome.values());
      for (Map.Entry<URI, ExpectedOutcome> special : newsroom.expectedOutcomes().entrySet()) {
        HttpResponse<byte[]> answer = Web.get(special.getKey());
        switch (special.getValue()) {
          case GONE -> assertThat(answer.statusCode()).isIn(404, 410);
          case DUPLICATE -> assertThat(answer.statusCode()).isIn(200, 301);
          case NOT_AN_ARTICLE, REFUSED_BY_ROBOTS -> assertThat(answer.statusCode()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void requestsAreLoggedWithTheirTimes() throws Exception {
    try (SampleNewsroom newsroom = start()) {
      Web.get(newsroom.sites().getFirst().base().resolve("/robots.txt"), "User-Agent", "Test/1");

      assertThat(newsroom.requests()).hasSize(1);
      NewsroomRequest request = newsroom.requests().getFirst();
      assertThat(request.siteId()).isEqualTo("rivage");
      assertThat(request.target()).isEqualTo("/robots.txt");
      assertThat(request.userAgent()).isEqualTo("Test/1");
      assertThat(request.answered()).isAfterOrEqualTo(request.received());
    }
  }

  private SampleNewsroom start() {
    return SampleNewsroom.start(settings());
  }

  private Settings settings() {
    return Settings.keptIn(folder.resolve("newsroom.properties")).withClock(clock);
  }

  /** Every article's URL and page. */
  private static Map<String, String> pages(SampleNewsroom newsroom) throws Exception {
    Map<String, String> pages = new HashMap<>();
    for (Site site : newsroom.sites()) {
      for (PublishedArticle article : site.articles()) {
        pages.put(article.url().toString(), Web.text(site, article.url()));
      }
    }
    return pages;
  }
}
