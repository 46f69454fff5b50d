package org.copydesk.app.newsroom;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.copydesk.app.newsroom.SampleNewsroom.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that the newsroom will ever publish, at the end of its time. */
class WholeEditionTest {
  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-01-31T23:00:00Z"));
  private static final SampleNewsroom NEWSROOM =
      SampleNewsroom.start(Settings.forOneRun().withClock(CLOCK));

  static {
    CLOCK.advance(Duration.ofDays(2));
  }

  @AfterAll
  static void close() {
    NEWSROOM.close();
  }

  static Stream<Site> sites() {
    return NEWSROOM.sites().stream();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void everyArticleOfASiteHasItsOwnHeadlineUrlAndText(Site site) {
    assertThat(site.articles()).hasSize(400);
    assertThat(site.articles()).extracting(PublishedArticle::headline).doesNotHaveDuplicates();
    assertThat(site.articles()).extracting(PublishedArticle::url).doesNotHaveDuplicates();
    assertThat(site.articles()).extracting(PublishedArticle::body).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void everyArticleIsLongEnoughToReadAsOne(Site site) {
    boolean writesWithoutSpaces = site.language().equals("ja");
    assertThat(site.articles())
        .allSatisfy(
            article -> {
              int words = article.body().split("\\s+").length;
              int size = writesWithoutSpaces ? article.body().length() / 2 : words;
              assertThat(size).as(article.headline()).isGreaterThanOrEqualTo(110);
            });
  }

  /** Else it would be learned as furniture, and rightly so. */
  @ParameterizedTest
  @MethodSource("sites")
  void noBlockStandsInManyArticles(Site site) {
    Map<String, Long> counts =
        site.articles().stream()
            .flatMap(article -> article.blocks().stream())
            .collect(groupingBy(Block::text, counting()));

    assertThat(counts.entrySet().stream().filter(entry -> entry.getValue() > 3)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void theSitesCharsetCanWriteEveryPage(Site site) throws Exception {
    SiteTexts texts = SiteTexts.load(site.id());
    Charset charset = Charset.forName(texts.property("charset"));
    Charset feedCharset = Charset.forName(texts.property("feed-charset"));
    for (String part : List.of("page.html", "article.html", "head.html", "inset.html")) {
      assertThat(charset.newEncoder().canEncode(SiteTexts.resource(site.id(), part))).isTrue();
    }
    for (PublishedArticle article : site.articles()) {
      String text = article.headline() + article.summary() + article.author() + article.body();
      assertThat(charset.newEncoder().canEncode(text)).as(text).isTrue();
      assertThat(feedCharset.newEncoder().canEncode(text)).isTrue();
    }
    assertThat(Web.links(Web.feed(site))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void noPlaceholderIsLeft(Site site) {
    assertThat(site.articles())
        .allSatisfy(
            article -> {
              assertThat(article.headline() + article.summary() + article.body())
                  .doesNotContain("{", "}", "|");
              assertThat(article.tags()).isNotEmpty();
            });
  }
}
