package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class NotArticleTest {
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
