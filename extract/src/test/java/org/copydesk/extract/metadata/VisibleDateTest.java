package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.copydesk.extract.PublishedDate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates that a page shows, where it declares none. */
class VisibleDateTest {
  private static final String TEXT =
      "The ferry to the island sails again since the morning, as the wind has calmed down.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>The council of the town meets again on 12 May 2025 to decide on the money.</p>",
        "<p>The old bridge was opened to cars and people on 4 July 1998.</p>",
        "<p>議会は2025年5月12日に再び開かれ、予算について決める予定だ。</p>",
      })
  void dateOfWhichASentenceTellsIsNotTheArticles(String sentence) {
    assertThat(page("en", "", sentence, "").datePublished()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<header class='site-header'><span class='date'>Friday, 4 October 2024</span></header>",
        "<div id='masthead'><time datetime='2024-10-04'>today</time></div>",
        "<header>Friday, 4 October 2024</header>",
      })
  void dateInTheMastheadIsNotTheArticles(String masthead) {
    assertThat(page("en", masthead, "", "").datePublished()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>3 March 2024</p>",
        "<p>By Ada Quill, Lantern Bay, 3 March 2024</p>",
        "<p>Ferry of the town sails on 3 March 2024</p>",
        "<p>Published in the morning edition of the paper on 3 March 2024.</p>",
        "<p>Ada Quill, Political Correspondent | 3 March 2024</p>",
        "<header><time>3 March 2024</time></header>",
        "<ul><li><a href='/author/ada'>Ada Quill</a></li><li><time>3 March 2024</time></li></ul>",
      })
  void dateThatStandsForItselfIsTheArticles(String line) {
    assertThat(shown(page("en", "", line, "").datePublished())).isEqualTo("2024-03-03");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "fr;Mis à jour le 4 mars 2024 à 11h05 - Publié le 3 mars 2024 à 10h15;T10:15:00;T11:05:00",
        "en;Published Mar 3, 2024 10:15 AM EST | Updated Mar 4, 2024 9:00 AM EST;T10:15:00-05:00;T09:00:00-05:00",
        "de;Stand: 04.03.2024, 11:00 Uhr | Erstellt: 03.03.2024, 10:15 Uhr;T10:15:00;T11:00:00",
        "en;Updated 4 March 2024 | First published 3 March 2024;\"\";\"\"",
        "de;Aktualisiert 04.03.2024 | Erschienen 03.03.2024;\"\";\"\"",
        "ko;기사입력 2024-03-03 15:05 최종수정 2024-03-04 09:00;T15:05:00;T09:00:00",
        "ko;2024-03-03 15:05 입력 | 2024-03-04 09:00 수정;T15:05:00;T09:00:00",
        "ru;3 марта 2024, 10:15 (обновлено 4 марта 2024, 11:00);T10:15:00;T11:00:00",
      })
  void eachDateOfALineGoesByItsOwnLabel(
      String language, String line, String publishedTime, String modifiedTime) {
    for (String element : new String[] {"<p class='date'>", "<p>"}) {
      Metadata metadata = page(language, "", element + line + "</p>", "");

      assertThat(shown(metadata.datePublished())).isEqualTo("2024-03-03" + publishedTime);
      assertThat(shown(metadata.dateModified())).isEqualTo("2024-03-04" + modifiedTime);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div><span>Published</span> <time datetime='2024-03-03'>3 March</time> <span>Updated</span> <time datetime='2024-03-04'>4 March</time></div>",
        "<div>Updated <time datetime='2024-03-04'>4 March</time>, published <time datetime='2024-03-03'>3 March</time></div>",
      })
  void labelOfATimeIsTheWordBeforeIt(String line) {
    Metadata metadata = page("en", "", line, "");

    assertThat(shown(metadata.datePublished())).isEqualTo("2024-03-03");
    assertThat(shown(metadata.dateModified())).isEqualTo("2024-03-04");
  }

  @Test
  void changeYearsBeforeThePublicationIsDropped() {
    Metadata metadata =
        page(
            "en",
            "<meta property='article:published_time' content='2024-03-03T10:15:00Z'>"
                + "<meta property='article:modified_time' content='2019-01-01T00:00:00Z'>",
            "",
            "");

    assertThat(shown(metadata.datePublished())).isEqualTo("2024-03-03T10:15:00Z");
    assertThat(metadata.dateModified()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'@type':'ItemList','itemListElement':[{'@type':'NewsArticle','headline':'Other thing entirely','datePublished':'2019-01-01'}]}",
        "{'@type':'ItemList','itemListElement':[{'@type':'ListItem','item':{'@type':'NewsArticle','headline':'Other','datePublished':'2019-01-01'}}]}",
        "{'@type':'WebPage','mentions':[{'@type':'NewsArticle','headline':'Other thing entirely','datePublished':'2019-01-01'}]}",
      })
  void articleThatIsOnlyListedIsNotThisOne(String json) {
    String head =
        "<meta name='date' content='2024-03-03'><script type='application/ld+json'>"
            + json.replace('\'', '"')
            + "</script>";

    assertThat(shown(page("en", head, "", "").datePublished())).isEqualTo("2024-03-03");
  }

  @Test
  void listedArticleUnderTheSameHeadlineIsThisOne() {
    String head =
        """
        <script type='application/ld+json'>{"@type":"ItemList","itemListElement":[{
        "@type":"NewsArticle","headline":"Ferry resumes after storm","datePublished":"2024-03-03"}]}
        </script>""";

    assertThat(shown(page("en", head, "", "").datePublished())).isEqualTo("2024-03-03");
  }

  @ParameterizedTest
  @CsvSource({
    "https://lantern.example/2024/mar/03/ferry,2024-03-03",
    "https://lantern.example/2024/March/3/ferry,2024-03-03",
    "https://lantern.example/2024/03/03/ferry,2024-03-03",
    "https://lantern.example/news/23-03-2024,2024-03-23",
    "https://lantern.example/2024/marine/03/ferry,none",
    "https://lantern.example/news/03-23-2024,none",
  })
  void dayIsReadOutOfAnAddress(String address, String day) {
    assertThat(shown(UrlDate.of(URI.create(address)))).isEqualTo(day);
  }

  @Test
  void addressTellsDayFromMonth() {
    Document document = document("en", "", "<p class='date'>03/10/2023</p>", "");
    URI url = URI.create("https://lantern.example/2023/october/03/ferry");

    Metadata metadata = new MetadataExtractor().extract(document, url, null);

    assertThat(shown(metadata.datePublished())).isEqualTo("2023-10-03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p class='date'><time datetime='2023-10-12T19:38:01Z'>10/12/2023</time></p>",
        "<p class='date'>Posted <time datetime='2023-10-12T19:38:01Z'>12 October 2023</time></p>",
      })
  void attributeOfATimeTellsMoreThanTheTextOfItsBox(String line) {
    assertThat(shown(page("en", "", line, "").datePublished())).isEqualTo("2023-10-12T19:38:01Z");
  }

  @Test
  void iranianMonthMayBeTypedWithArabicLetters() {
    String line = "<span class='date'>2 ت\u064aر 1399 - 12:09</span>";

    assertThat(shown(page("fa", "", line, "").datePublished())).isEqualTo("2020-06-22T12:09:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><strong>When:</strong> Saturday, 14 June 2025, 7 pm</p>",
        "<p>Wann: Samstag, 14.06.2025, 19 Uhr</p>",
        "<p>Offer ends 14 June 2025</p>",
        "<p>Jusqu'au 14 juin 2025</p>",
        "<div class='event-info'><time datetime='2025-06-14T19:00'>14 June 2025</time></div>",
        "<div itemscope itemtype='https://schema.org/Event'><p>14 June 2025</p></div>",
        "<p class='date'>開催日時：2025年6月14日</p>",
      })
  void dateOfAnEventOrADeadlineIsNotTheArticles(String line) {
    assertThat(shown(page("en", "", line, "").datePublished())).isEqualTo("none");
    String both = line + "<p class='date'>3 March 2025</p>";
    assertThat(shown(page("en", "", both, "").datePublished())).isEqualTo("2025-03-03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p class='eventually'>3 March 2025</p>",
        "<p>Whenever, 3 March 2025</p>",
        "<section class='events'><main><div><div><p>3 March 2025</p></div></div></main></section>",
        "<div class='pointer-events-none'><time datetime='2025-03-03'>3 March 2025</time></div>",
        "<div class='meta ga-event'><p>3 March 2025</p></div>",
        "<p>When the bridge broke | 3 March 2025</p>",
        "<p>Published through our partner on 3 March 2025</p>",
      })
  void wordThatOnlyLooksLikeAnEventsDoesNotHideTheDate(String line) {
    assertThat(shown(page("en", "", line, "").datePublished())).isEqualTo("2025-03-03");
  }

  @Test
  void wordsBehindATimeDoNotMakeItAnEvents() {
    String line =
        "<p><time datetime='2025-03-03T10:00:00+01:00'>3 March</time> Closed until further notice";

    assertThat(shown(page("en", "", line, "").datePublished()))
        .isEqualTo("2025-03-03T10:00:00+01:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<section class='comments'><div><time datetime='2025-03-09'>9 March</time></div></section>",
        "<aside class='related-stories'><p>9 March 2025</p></aside>",
        "<footer><p>Terms of use as of 1 January 2020</p></footer>",
        "<nav><p>E-paper of 9 March 2025</p></nav>",
        "<aside class='promo'><p>Order by 9 March 2025 and save</p></aside>",
      })
  void dateOfAReaderOrAnotherArticleOrInAMarginIsNeverTheArticles(String behind) {
    assertThat(shown(page("en", "", "", behind).datePublished())).isEqualTo("none");
  }

  @Test
  void dateInABoxThatIsNamedLikeFurnitureIsBetterThanNone() {
    String line = "<div class='teaser-meta'>Lantern Bay / 03.03.2025 / 09:30</div>";

    assertThat(shown(page("de", "", line, "").datePublished())).startsWith("2025-03-03");
  }

  @Test
  void labelledDayThatATimeShowsCountsMoreThanAnotherInItsAttribute() {
    String line = "<time datetime='2025-07-03T10:18:46Z'>Publié le 29 juin 2025</time>";

    assertThat(shown(page("fr", "", line, "").datePublished())).isEqualTo("2025-06-29");
  }

  @Test
  void labelOfAChangeWithADayOfItsOwnIsNotThatOfTheDateBefore() {
    Metadata metadata =
        page("fr", "", "<p>Par Ada Quill, le 3 mars 2025 - Mis à jour le 5 mars</p>", "");

    assertThat(shown(metadata.datePublished())).isEqualTo("2025-03-03");
    assertThat(metadata.dateModified()).isNull();
  }

  private static String shown(@Nullable PublishedDate date) {
    return date == null ? "none" : date.toIso8601();
  }

  private static Metadata page(String language, String before, String line, String behind) {
    Document document = document(language, before, line, behind);
    return new MetadataExtractor().extract(document, null, null);
  }

  private static Document document(String language, String before, String line, String behind) {
    String page =
        """
        <html lang="%s"><head><title>Ferry resumes after storm</title></head><body>%s
        <main><article><h1>Ferry resumes after storm</h1>%s<p>%s</p><p>%s</p></article></main>%s
        </body></html>"""
            .formatted(language, before, line, TEXT, TEXT, behind);
    return Jsoup.parse(page);
  }
}
