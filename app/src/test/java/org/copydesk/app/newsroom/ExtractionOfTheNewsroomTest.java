package org.copydesk.app.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.copydesk.app.newsroom.SampleNewsroom.Settings;
import org.copydesk.extract.Article;
import org.copydesk.extract.Author;
import org.copydesk.extract.Extraction;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.learned.HostSketch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the extraction library makes of the newsroom's pages, held against the truth about them. It
 * learns each site's furniture on the way, as the pipeline does.
 */
class ExtractionOfTheNewsroomTest {
  private static final Instant NOW = Instant.parse("2026-03-03T09:30:00Z");
  private static final int ARTICLES = 60;
  private static final Duration NEVER = Duration.ofDays(1_000);

  /** Agencies that the library calls by another name than the sites' datelines do. */
  private static final Map<String, String> AGENCIES =
      Map.of("PA", "PA Media", "共同", "Kyodo", "د ب أ", "dpa");

  private static final Extractor EXTRACTOR = Extractor.create();
  private static final Map<String, HostSketch> LEARNED = new HashMap<>();
  private static final SampleNewsroom NEWSROOM = start(Duration.ofSeconds(5), NEVER);
  private static final Map<String, List<Page>> PAGES = new HashMap<>();

  /** What stands on a page, and what was extracted from it. */
  record Page(PublishedArticle truth, Article article) {}

  @BeforeAll
  static void extractEveryArticle() throws Exception {
    for (Site site : NEWSROOM.sites()) {
      PAGES.put(site.id(), pages(site.articles()));
    }
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
  void bodyIsTheArticlesTextAndNothingElse(Site site) {
    assertThat(PAGES.get(site.id())).hasSize(ARTICLES);
    assertSame(
        site, ExtractionOfTheNewsroomTest::bodyOf, ExtractionOfTheNewsroomTest::bodyWithoutSummary);
  }

  @ParameterizedTest
  @MethodSource("sites")
  void noFurnitureIsInTheBody(Site site) {
    assertThat(PAGES.get(site.id()))
        .extracting(page -> page.article().articleBody())
        .allSatisfy(body -> assertThat(body).doesNotContain(site.boilerplateLines()));
  }

  @ParameterizedTest
  @MethodSource("sites")
  void headlineStaysAsItStandsOnThePage(Site site) {
    assertSame(site, PublishedArticle::headline, page -> page.article().headline());
  }

  @ParameterizedTest
  @MethodSource("sites")
  void languageIsTheSites(Site site) {
    assertSame(
        site,
        PublishedArticle::language,
        page -> Objects.requireNonNullElse(page.article().inLanguage(), "").split("-", -1)[0]);
  }

  @ParameterizedTest
  @MethodSource("sites")
  void publishedDateIsTheSameInstant(Site site) {
    assertSame(
        site,
        truth -> Optional.of(truth.published().toInstant()),
        page -> instantOf(page.article().datePublished()));
  }

  @ParameterizedTest
  @MethodSource("sites")
  void authorIsTheOneWhoSigned(Site site) {
    assertSame(
        site,
        truth -> List.of(truth.author()),
        page -> page.article().authors().stream().map(Author::name).toList());
  }

  @ParameterizedTest
  @MethodSource("sites")
  void agencyIsTheDatelines(Site site) {
    assertSame(
        site,
        truth -> truth.agency().map(name -> AGENCIES.getOrDefault(name, name)).orElse("none"),
        page -> Objects.requireNonNullElse(page.article().sourceOrganization(), "none"));
    assertSame(
        site,
        truth -> truth.dateline().orElse("none"),
        page -> Objects.requireNonNullElse(page.article().dateline(), "none"));
  }

  @ParameterizedTest
  @MethodSource("sites")
  void specialPagesEndAsExpected(Site site) throws Exception {
    for (Map.Entry<URI, ExpectedOutcome> special : site.expectedOutcomes().entrySet()) {
      URI url = special.getKey();
      switch (special.getValue()) {
        case REFUSED_BY_ROBOTS -> {
          // Nobody asks for it, so there is nothing to extract.
        }
        case GONE -> assertThat(Web.get(url).statusCode()).isIn(404, 410);
        case NOT_AN_ARTICLE -> assertIsFront(url);
        case DUPLICATE -> assertIsCopy(site, url);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sites")
  void homePageIsNoArticle(Site site) throws Exception {
    assertIsFront(site.base());
  }

  @ParameterizedTest
  @MethodSource("correctedArticles")
  void correctedArticleEndsWithItsNote(String headline, Page page) {
    assertThat(bodyWithoutSummary(page)).as(headline).isEqualTo(bodyOf(page.truth()));
    assertThat(page.article().blocks().getLast().text())
        .isEqualTo(page.truth().blocks().getLast().text());
  }

  static Stream<Object[]> correctedArticles() throws Exception {
    SettableClock clock = new SettableClock(NOW);
    List<Object[]> corrected = new ArrayList<>();
    Settings settings = settings(clock, Duration.ofSeconds(1), Duration.ZERO);
    try (SampleNewsroom newsroom = SampleNewsroom.start(settings)) {
      clock.advance(Duration.ofHours(1));
      for (Site site : newsroom.sites()) {
        List<PublishedArticle> articles =
            site.articles().stream().filter(article -> article.revision() == 2).toList();
        assertThat(articles).as(site.id()).isNotEmpty();
        pages(articles).forEach(page -> corrected.add(named(page)));
      }
    }
    return corrected.stream();
  }

  private static Object[] named(Page page) {
    return new Object[] {page.truth().headline(), page};
  }

  private static SampleNewsroom start(Duration articleEvery, Duration correctAfter) {
    return SampleNewsroom.start(settings(new SettableClock(NOW), articleEvery, correctAfter));
  }

  private static Settings settings(
      SettableClock clock, Duration articleEvery, Duration correctAfter) {
    return Settings.forOneRun()
        .withClock(clock)
        .withArticles(ARTICLES, ARTICLES)
        .withPace(articleEvery, correctAfter);
  }

  private static List<Page> pages(List<PublishedArticle> articles) throws Exception {
    List<Page> pages = new ArrayList<>();
    for (PublishedArticle truth : articles) {
      pages.add(new Page(truth, article(truth.url())));
    }
    return pages;
  }

  private static Article article(URI url) throws Exception {
    Extraction extraction = extract(url, Web.get(url));
    assertThat(extraction).as(url.toString()).isInstanceOf(Extraction.Found.class);
    return ((Extraction.Found) extraction).article();
  }

  private static Extraction extract(URI url, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(url.toString()).isEqualTo(200);
    HostSketch learned = LEARNED.getOrDefault(url.getAuthority(), HostSketch.empty());
    Extraction extraction =
        EXTRACTOR.extract(
            PageInput.of(answer.body())
                .withUrl(url)
                .withContentType(answer.headers().firstValue("Content-Type").orElseThrow())
                .withFetchedAt(NOW),
            learned.boilerplate());
    LEARNED.put(url.getAuthority(), learned.observe(url.toString(), NOW, extraction.trace()));
    return extraction;
  }

  private static void assertIsFront(URI url) throws Exception {
    Extraction extraction = extract(url, Web.get(url));
    assertThat(extraction).as(url.toString()).isInstanceOf(Extraction.NotArticle.class);
    assertThat(((Extraction.NotArticle) extraction).reason())
        .isEqualTo(Extraction.Reason.SECTION_FRONT);
  }

  /** Behind a redirect or under another address: the same article, and the page says which. */
  private static void assertIsCopy(Site site, URI url) throws Exception {
    HttpResponse<byte[]> answer = Web.get(url);
    URI shown = answer.headers().firstValue("Location").map(url::resolve).orElse(url);
    Article copy = article(shown);
    assertThat(site.articles())
        .filteredOn(truth -> truth.url().toString().equals(copy.canonicalUrl()))
        .singleElement()
        .satisfies(
            truth ->
                assertThat(bodyWithoutSummary(new Page(truth, copy))).isEqualTo(bodyOf(truth)));
  }

  private static <T> void assertSame(
      Site site, Function<PublishedArticle, T> expected, Function<Page, T> actual) {
    assertThat(PAGES.get(site.id()))
        .allSatisfy(
            page ->
                assertThat(actual.apply(page))
                    .as(page.truth().url().toString())
                    .isEqualTo(expected.apply(page.truth())));
  }

  private static Optional<Instant> instantOf(@Nullable PublishedDate date) {
    return date instanceof PublishedDate.Zoned zoned
        ? Optional.of(zoned.value().toInstant())
        : Optional.empty();
  }

  /** The truth as the library writes text: the items of a list are the lines of one block. */
  private static String bodyOf(PublishedArticle truth) {
    StringBuilder body = new StringBuilder();
    Block.Kind before = null;
    for (Block block : truth.blocks()) {
      boolean sameList = block.kind() == Block.Kind.ITEM && before == Block.Kind.ITEM;
      String gap = sameList ? "\n" : "\n\n";
      body.append(body.isEmpty() ? "" : gap).append(block.text());
      before = block.kind();
    }
    return body.toString();
  }

  /**
   * The summary above the text may lead the extracted body, whole and once: people who mark the
   * text of news pages count it in.
   */
  private static String bodyWithoutSummary(Page page) {
    String body = page.article().articleBody();
    String summary = page.truth().summary() + "\n\n";
    return body.startsWith(summary) ? body.substring(summary.length()) : body;
  }
}
