package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotArticleTest {
  private static final String STORY =
      "<p>The council voted on Tuesday night to close the old bridge over the river for two years,"
          + " after cracks were found in three of its pillars.</p><p>Some 14,000 cars cross the"
          + " bridge every day; drivers will now have to take the long tunnel in the north.</p>";

  private final Extractor extractor = Extractor.create();

  @Test
  void notFoundPageIsNoArticle() {
    assertThat(reason("/old", page("Page not found", "<h1>Page not found</h1><p>Sorry.</p>")))
        .isEqualTo("soft-404");
    assertThat(reason("/alt", page("Fehler", "<h1>Seite nicht gefunden</h1><p>Leider weg.</p>")))
        .isEqualTo("soft-404");
  }

  @Test
  void pageOfSearchResultsIsNoArticle() {
    String body = "<h1>Search results for bridge</h1>" + links(8);

    assertThat(reason("/search", page("Search results", body))).isEqualTo("search-page");
  }

  @Test
  void tagPageIsNoArticle() {
    assertThat(reason("/tag/harbour/", page("Harbour", "<h1>Harbour</h1>" + links(20))))
        .isEqualTo("tag-page");
  }

  @Test
  void frontIsNoArticle() {
    assertThat(reason("/", page("The Example Courier", links(40)))).isEqualTo("section-front");
  }

  @Test
  void pageThatNeedsScriptsIsNoArticle() {
    String body =
        "<div id=root></div><noscript>You need to enable JavaScript to run this.</noscript>";

    assertThat(reason("/a", page("Courier", body))).isEqualTo("enable-javascript");
  }

  @Test
  void consentWallIsNoArticle() {
    String body =
        "<div><h2>We value your privacy</h2><p>We and our partners store and read information on a"
            + " device.</p><button>Accept all cookies</button><a>Manage consent</a></div>";

    assertThat(reason("/a", page("Courier", body))).isEqualTo("consent-wall");
  }

  @Test
  void pageWithoutTextIsEmpty() {
    assertThat(reason("/a", page("Courier", "<div></div>"))).isEqualTo("empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Highway 404 closed after crash",
        "Peugeot 404 turns sixty",
        "Body of missing hiker not found",
        "Petrol no longer available on the island",
        "Exam results for 2026 are the best in years",
        "Search: hundreds look for missing boy"
      })
  void wordInTheHeadlineRefusesNoStory(String headline) {
    String body = "<article><h1>" + headline + "</h1>" + STORY + "</article>";

    assertThat(reason("/a", page(headline + " - The Example Courier", body)))
        .startsWith("article: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sciences/recherche-medicale/pont",
        "/mundo/buscaron-al-nino",
        "/world/search/boy",
        "/thematic/tagged/bridge"
      })
  void wordInTheAddressRefusesNoStory(String path) {
    String body = "<article><h1>The old bridge</h1>" + STORY + "</article>";

    assertThat(reason(path, page("The old bridge", body))).startsWith("article: ");
  }

  @ParameterizedTest
  @CsvSource({
    "404 - The Example Courier, We looked everywhere.",
    "Error 404, We looked everywhere.",
    "Oops!, We could not find that page.",
    "Article removed, This article is no longer available for legal reasons.",
    "Az oldal nem található, Sajnáljuk."
  })
  void titleThatSaysNothingElseIsOfAPageNotFound(String title, String text) {
    assertThat(reason("/a", page(title, "<h1>" + title + "</h1><p>" + text + "</p>")))
        .isEqualTo("soft-404");
  }

  @ParameterizedTest
  @CsvSource({"/politics, section-front", "/tag/bridge, tag-page", "/author/ada, tag-page"})
  void datesOfTheEntriesMakeNoArticleOfAList(String path, String reason) {
    assertThat(reason(path, page("Bridge", "<h1>Bridge</h1>" + datedEntries(""))))
        .isEqualTo(reason);
  }

  @Test
  void severalWholePostsUnderLinkedHeadlinesAreAList() {
    assertThat(reason("/", page("The Example Courier", datedEntries(STORY))))
        .isEqualTo("section-front");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Just a moment...", "Access Denied", "Pardon Our Interruption"})
  void wallAgainstRobotsIsNoArticle(String title) {
    String body =
        "<h1>" + title + "</h1><p>Our server needs to know more about your browser first.</p>";

    assertThat(reason("/a", page(title, body))).isEqualTo("enable-javascript");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We and our 840 partners store and access personal data, like identifiers, on your device.",
        "Wir und unsere bis zu 184 Partner benötigen Ihre Zustimmung, um auf Ihr Gerät zuzugreifen."
      })
  void consentWallMayCountThePartners(String text) {
    assertThat(reason("/a", page("Courier", "<main><h1>Courier</h1><p>" + text + "</p></main>")))
        .isEqualTo("consent-wall");
  }

  private static String datedEntries(String more) {
    StringBuilder entries = new StringBuilder("<div>");
    for (int day = 1; day < 7; day++) {
      entries
          .append("<article><h2><a href=/")
          .append(day)
          .append(">Mayor resigns over bridge</a></h2>")
          .append("<div><time datetime=2026-03-0")
          .append(day)
          .append(">March ")
          .append(day)
          .append(", 2026</time> by <a href=/ada>Ada Writer</a></div><p>The letter of ")
          .append(day)
          .append(" lines was read out on Monday evening, and nobody in the hall had expected it.")
          .append("</p>")
          .append(more)
          .append("</article>");
    }
    return entries.append("</div>").toString();
  }

  private String reason(String path, String html) {
    PageInput page = PageInput.of(html).withUrl(URI.create("https://courier.example" + path));
    return switch (extractor.extract(page)) {
      case Extraction.Found found -> "article: " + found.article().articleBody();
      case Extraction.NotArticle not -> not.reason().code();
      case Extraction.Failed failed -> failed.failure().code();
    };
  }

  private static String page(String title, String body) {
    return "<html lang=en><head><title>"
        + title
        + "</title></head><body>"
        + body
        + "</body></html>";
  }

  private static String links(int count) {
    StringBuilder links = new StringBuilder("<div>");
    for (int index = 0; index < count; index++) {
      links.append("<div class=card><h3><a href=/").append(index);
      links.append(">Council votes on plan number ").append(index).append(" for the old harbour");
      links.append("</a></h3></div>");
    }
    return links.append("</div>").toString();
  }
}
