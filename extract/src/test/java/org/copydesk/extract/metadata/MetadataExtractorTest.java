package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.copydesk.extract.Author;
import org.copydesk.extract.Image;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.PublishedDate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataExtractorTest {
  private static final URI URL = URI.create("https://www.lanterngazette.example/2026/03/04/ferry");
  private static final Instant FETCHED = Instant.parse("2026-03-05T10:00:00Z");

  private final MetadataExtractor extractor = new MetadataExtractor();

  @Test
  void declaredFieldsAreRead() {
    Metadata metadata =
        extract(
            """
            <html lang="en"><head><title>Ferry resumes after storm | Lantern Gazette</title>
            <meta property="og:site_name" content="Lantern Gazette">
            <link rel="canonical" href="/2026/03/04/ferry">
            <script type="application/ld+json">{"@type":"NewsArticle",
              "headline":"Ferry resumes after storm","datePublished":"2026-03-04T08:00:00+01:00",
              "author":[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Tom Reed"}],
              "publisher":{"@type":"Organization","name":"Lantern Gazette"},
              "isAccessibleForFree":false,
              "hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}
            </script></head>
            <body><h1>Ferry resumes after storm</h1><p>By Ada Quill and Tom Reed</p></body></html>
            """);

    assertThat(metadata.headline()).isEqualTo("Ferry resumes after storm");
    assertThat(metadata.authors())
        .extracting(Author::name)
        .containsExactly("Ada Quill", "Tom Reed");
    assertThat(metadata.datePublished())
        .isEqualTo(new PublishedDate.Zoned(OffsetDateTime.parse("2026-03-04T08:00:00+01:00")));
    assertThat(metadata.canonicalUrl())
        .isEqualTo("https://www.lanterngazette.example/2026/03/04/ferry");
    assertThat(metadata.isAccessibleForFree()).isFalse();
    assertThat(metadata.paywalledSelectors()).containsExactly(".paid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=author content='Ada Quill'><h1>Ferry resumes after storm</h1><p class=byline>By"
            + " <a rel=author href=/author/ada>Ada Quill</a>, <a rel=author href=/author/zuza>Zuza</a></p>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ada"
            + " Quill\"},{\"name\":\"Zuza\"}]}</script><meta name=author content='Ada Quill'>"
            + "<h1>Ferry resumes after storm</h1><p class=byline>By Ada Quill, Zuza</p>"
      })
  void authorOfOneNameIsKeptWhereLinksOrLinkedDataNameThem(String page) {
    assertThat(extract("<title>Ferry resumes after storm</title>" + page).authors())
        .extracting(Author::name)
        .containsExactly("Ada Quill", "Zuza");
  }

  @Test
  void pageThatSaysNothingYieldsNothing() {
    Metadata metadata = new MetadataExtractor().extract(Jsoup.parse("<p>plain</p>"), null, null);

    assertThat(metadata.headline()).isNull();
    assertThat(metadata.authors()).isEmpty();
    assertThat(metadata.datePublished()).isNull();
  }

  /** Found by fuzzing: the bound of 1,000 characters fell between a space and half of a pair. */
  @Test
  void descriptionThatIsCutEndsWithAWholeCharacter() {
    String words = "a".repeat(998) + " \uD83D\uDE00\uD83D\uDE00";

    Metadata metadata = extract("<meta name=description content='" + words + "'>");

    assertThat(metadata.description()).isEqualTo("a".repeat(998));
  }

  @Test
  void dateInTheFutureIsRefused() {
    Metadata metadata =
        extract(
            """
            <meta property="article:published_time" content="2031-01-01T00:00:00Z">
            <meta name="date" content="2026-03-04">""");

    assertThat(metadata.datePublished()).isEqualTo(new PublishedDate.Day(LocalDate.of(2026, 3, 4)));
  }

  @Test
  void articleThatIsOnlyListedIsNotThisOne() {
    Metadata metadata =
        extract(
            """
            <title>Ferry resumes after storm</title><meta name="date" content="2026-03-04">
            <script type="application/ld+json">{"@type":"ItemList","itemListElement":[{
            "@type":"NewsArticle","headline":"Other thing","datePublished":"2019-01-01"}]}</script>
            """);

    assertThat(metadata.datePublished()).isEqualTo(new PublishedDate.Day(LocalDate.of(2026, 3, 4)));
  }

  @Test
  void visibleHeadlineWinsOverADifferentDeclaredOne() {
    Metadata metadata =
        extract(
            """
            <meta property="og:title" content="Ferry back after big storm - Lantern Gazette">
            <meta property="og:site_name" content="Lantern Gazette">
            <body><header><h1>Lantern Gazette</h1></header>
            <h1>Ferry is back after the big storm</h1><p>Text</p></body>""");

    assertThat(metadata.headline()).isEqualTo("Ferry is back after the big storm");
  }

  @Test
  void siteNameIsTakenOffTheTitle() {
    assertThat(
            extract(
                    "<title>Ferry resumes - Lantern Gazette</title><meta property='og:site_name' content='Lantern Gazette'>")
                .headline())
        .isEqualTo("Ferry resumes");
  }

  @Test
  void jobTitleInASpanOfItsOwnIsNoPartOfTheName() {
    Metadata metadata =
        extract(
            "<h1>Ferry resumes</h1><div class='byline'><span>Ada Quill</span><span>Founder</span></div>");

    assertThat(metadata.authors()).extracting(Author::name).containsExactly("Ada Quill");
  }

  @Test
  void agencyThatSignedIsKnownAsOne() {
    String head = "<meta name='author' content='Ada Quill, Agence France-Presse'>";

    assertThat(extract(head).signingAgency()).isEqualTo("AFP");
    assertThat(extract("<meta name='author' content='Ada Quill'>").signingAgency()).isNull();
  }

  @Test
  void visibleBylineIsReadFromItsAuthorLinks() {
    Metadata metadata =
        extract(
            """
            <h1>Ferry resumes after storm</h1>
            <div class="byline">By <a href="/author/ada">Ada Quill</a>, Senior Reporter, and
              <a href="/author/tom">Tom Reed</a> | Lantern Gazette</div>
            <p>Text</p><div class="comments"><span class="author">Troll</span></div>""");

    assertThat(metadata.authors())
        .extracting(Author::name)
        .containsExactly("Ada Quill", "Tom Reed");
    assertThat(metadata.authors())
        .extracting(Author::url)
        .containsExactly(
            "https://www.lanterngazette.example/author/ada",
            "https://www.lanterngazette.example/author/tom");
  }

  @Test
  void publishersOwnOffsetIsKept() {
    Metadata metadata =
        extract(
            """
            <meta property="article:published_time" content="2026-03-04T02:15:07Z">
            <h1>Ferry resumes after storm</h1><p>March 3, 2026 9:15 PM EST</p>""");

    assertThat(metadata.datePublished())
        .isEqualTo(new PublishedDate.Zoned(OffsetDateTime.parse("2026-03-03T21:15:07-05:00")));
  }

  @Test
  void publishedAndChangedAreKeptApart() {
    Metadata metadata =
        extract(
            "<h1>Ferry resumes after storm</h1><p>Updated: 4 March 2026</p><p>2 March 2026</p>");

    assertThat(metadata.datePublished()).isEqualTo(new PublishedDate.Day(LocalDate.of(2026, 3, 2)));
    assertThat(metadata.dateModified()).isEqualTo(new PublishedDate.Day(LocalDate.of(2026, 3, 4)));
  }

  @Test
  void relativeDateCountsOnlyAgainstTheFetchTime() {
    String html = "<h1>Ferry resumes after storm</h1><p>2 hours ago</p>";

    assertThat(extract(html).datePublished())
        .isEqualTo(new PublishedDate.Zoned(OffsetDateTime.parse("2026-03-05T08:00:00Z")));
    assertThat(extractor.extract(Jsoup.parse(html), null, null).datePublished()).isNull();
  }

  @Test
  void canonicalAddressOnAnotherSiteIsRefused() {
    Metadata metadata =
        extract(
            "<link rel='canonical' href='https://elsewhere.example/x'><meta property='og:url' content='https://lanterngazette.example/ferry'>");

    assertThat(metadata.canonicalUrl()).isEqualTo("https://lanterngazette.example/ferry");
    assertThat(metadata.provenance())
        .filteredOn(provenance -> provenance.field().equals("canonicalUrl"))
        .flatExtracting(Provenance::candidates)
        .extracting(Provenance.Candidate::why)
        .contains("on another site");
  }

  @Test
  void imageTakesTheCaptionOfItsFigure() {
    Metadata metadata =
        extract(
            """
            <meta property="og:image" content="/img/ferry.jpg"><meta property="og:image:width" content="1200">
            <figure><img src="/img/ferry.jpg?w=300"><figcaption>The ferry at dawn.</figcaption></figure>""");

    assertThat(metadata.images())
        .containsExactly(
            new Image(
                "https://www.lanterngazette.example/img/ferry.jpg",
                "The ferry at dawn.",
                1200,
                null));
  }

  @Test
  void everyFieldTellsItsCandidatesAndWhyOneWon() {
    Metadata metadata =
        extract(
            "<meta name='date' content='2031-01-01'><meta property='article:published_time' content='2026-03-04'>");

    assertThat(metadata.provenance())
        .filteredOn(provenance -> provenance.field().equals("datePublished"))
        .singleElement()
        .satisfies(
            provenance -> {
              assertThat(provenance.chosen())
                  .map(Provenance.Candidate::source)
                  .hasValue("meta:article:published_time");
              assertThat(provenance.candidates())
                  .extracting(Provenance.Candidate::why)
                  .contains("in the future");
            });
  }

  @Test
  void documentIsNotChanged() {
    Document document =
        Jsoup.parse(
            "<title>a</title><h1 class=byline>b <a href=/author/x>C D</a></h1><time>2 March 2026</time>");
    String before = document.outerHtml();

    extractor.extract(document, URL, FETCHED);

    assertThat(document.outerHtml()).isEqualTo(before);
  }

  @Test
  void hostilePageEndsQuickly() {
    String html =
        "<h1 class=byline>x</h1>".repeat(20_000)
            + "<time class=author>1/1</time>".repeat(20_000)
            + "<meta name=author content=a>".repeat(20_000)
            + "<figure><img src=x><figcaption>y</figcaption></figure>".repeat(5_000)
            + "<div class='"
            + "author ".repeat(100_000)
            + "'>By "
            + "a, ".repeat(200_000)
            + "</div>";

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> extract(html));
  }

  private Metadata extract(String html) {
    return extractor.extract(Jsoup.parse(html, URL.toString()), URL, FETCHED);
  }
}
