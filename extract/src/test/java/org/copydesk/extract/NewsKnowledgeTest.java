package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What news pages do that other pages do not: notes, paid parts, live reports, galleries. */
class NewsKnowledgeTest {
  private static final String FIRST =
      "The council met for four hours on Monday evening and, after a long debate about money, agreed"
          + " to repair the old harbour bridge before the winter.";
  private static final String SECOND =
      "Work begins in May, the mayor said, and it will keep two of the four lanes closed until the"
          + " end of the summer at the earliest, perhaps longer.";
  private static final String THIRD =
      "Shopkeepers on the southern ramp fear for their income, because the detour through the"
          + " northern quarter adds twenty minutes to most journeys.";
  private static final String PROSE = p(FIRST) + p(SECOND) + p(THIRD);

  @Test
  void correctionBelowTheTextIsKeptAsANote() {
    String note = "Correction, 3 May: An earlier version of this text gave a wrong year.";

    Article article = article(PROSE + p("<em>" + note + "</em>"), "");

    assertThat(article.blocks()).contains(new Block(Block.Kind.NOTE, note, 0));
  }

  @Test
  void agencyThatSignedIsTheSourceWhereNoDatelineNamesOne() {
    String byline = p("By Ada Quill, Reuters");

    assertThat(article(byline + PROSE, "").sourceOrganization()).isEqualTo("Reuters");
  }

  @Test
  void noteOfTheEditorsIsKnownInOtherLanguages() {
    String note = "Anmerkung der Redaktion: Die Zahl im zweiten Absatz wurde berichtigt.";

    assertThat(kinds(article(PROSE + p(note), ""))).contains(Block.Kind.NOTE);
  }

  @Test
  void paragraphBelowTheLabelOfANoteIsOne() {
    String html = PROSE + "<h3>Correction</h3>" + p("The bridge was opened in 1911, not in 1912.");

    assertThat(kinds(article(html, ""))).contains(Block.Kind.NOTE);
  }

  @Test
  void noteAmongReadersCommentsIsNotTheArticles() {
    String html =
        PROSE + "<div class=comments>" + p("Correction: I meant the other one.") + "</div>";

    assertThat(kinds(article(html, ""))).doesNotContain(Block.Kind.NOTE);
  }

  @Test
  void sentenceThatSpeaksOfACorrectionIsAParagraph() {
    String html =
        PROSE + p("Correction of the plans took the engineers most of the spring. " + SECOND);

    assertThat(kinds(article(html, ""))).doesNotContain(Block.Kind.NOTE);
  }

  @Test
  void missingPaidPartMarksTheTextTruncated() {
    assertThat(article(PROSE + "<div class=paid></div>", paidPart(".paid")).truncated()).isTrue();
  }

  @Test
  void paidPartThatThePageShowsDoesNot() {
    String html =
        p(FIRST) + "<div class=paid>" + p(SECOND) + p(THIRD) + p(FIRST + SECOND) + "</div>";

    assertThat(article(html, paidPart(".paid")).truncated()).isFalse();
  }

  @Test
  void selectorThatCannotBeReadIsPassedOver() {
    assertThat(article(PROSE + PROSE.replace("May", "June"), paidPart("..[")).truncated())
        .isFalse();
  }

  @Test
  void textThatBreaksOffBeforeAPaywallIsTruncated() {
    String html =
        PROSE
            + p("The engineers, who had warned of it for years, now …")
            + "<div class=paywall>"
            + p("Already a subscriber? Log in to continue reading.")
            + "</div>";

    assertThat(article(html, "").truncated()).isTrue();
  }

  @Test
  void freeArticleIsWhole() {
    assertThat(article(PROSE, "").truncated()).isFalse();
  }

  @Test
  void everyEntryOfALiveReportIsKept() {
    String html =
        p(FIRST)
            + entry("14:05", "The vote has begun", SECOND + " " + THIRD)
            + entry("13:40", "Shopkeepers speak", THIRD + " " + SECOND)
            + entry(
                "13:10",
                "The session opens",
                "The mayor opened the session ten minutes late"
                    + " and greeted the forty guests who had come to listen to the debate. "
                    + FIRST);

    assertThat(article(html, "").articleBody())
        .contains(FIRST, SECOND, THIRD, "forty guests")
        .contains("The vote has begun");
  }

  @Test
  void textOfAGalleryPageStaysTogetherWithItsPictures() {
    String html =
        PROSE
            + "<div class=gallery><figure><img src=a.jpg><figcaption>The bridge in 1911</figcaption></figure>"
            + "<figure><img src=b.jpg><figcaption>The bridge today</figcaption></figure></div>"
            + p(
                "The exhibition in the town hall is open every day until the end of the month of June.");

    assertThat(article(html, "").articleBody())
        .contains(FIRST, THIRD, "until the end of the month");
  }

  @Test
  void textStreamedToThePagesScriptsIsFound() {
    String markup = p(FIRST) + p(SECOND) + p(THIRD);
    String row = "2:T" + Integer.toHexString(markup.length()) + "," + markup;
    String html =
        "<div id=app></div>"
            + push("0:[\\\"page\\\"]\\n")
            + push(row.substring(0, 90))
            + push(row.substring(90));

    assertThat(article(html, "").blocks())
        .extracting(Block::text)
        .containsExactly(FIRST, SECOND, THIRD);
  }

  /** Each of a list of selectors is short, and none of the spaces behind commas is a step. */
  @Test
  void paidPartThatOneOfManySelectorsNamesIsSeen() {
    String selectors = ".a, .b, .c, .d, .e, .f, .g, .paid";
    String free = "\"isAccessibleForFree\":false,\"hasPart\"";
    String head = paidPart(selectors).replace("\"hasPart\"", free);

    assertThat(article("<div class=paid>" + p(FIRST) + p(SECOND) + p(THIRD) + "</div>", head))
        .extracting(Article::truncated, InstanceOfAssertFactories.BOOLEAN)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main > div:not(.free)",
        "main > div:not(.free, .wall):not([hidden])",
        "main > div:last-of-type",
        "main > div:not(:first-of-type)",
        "main > :nth-child(3)",
        "main > div:nth-of-type(n+2)",
        "main > div:nth-of-type(even)"
      })
  void paidPartThatIsNamedByItsPlaceIsSeen(String selector) {
    String head =
        paidPart(selector).replace("\"hasPart\"", "\"isAccessibleForFree\":false,\"hasPart\"");
    String body =
        "<div class=free>" + p(FIRST) + "</div><div>" + p(SECOND) + p(THIRD) + p(FIRST) + "</div>";

    assertThat(article(body, head))
        .extracting(Article::truncated, InstanceOfAssertFactories.BOOLEAN)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<amp-list src=x><div fallback>The list of stories could not be loaded.</div><ul><li>The ferry"
            + " to the outer islands sails again.</li></ul></amp-list>",
        "<amp-video src=x><p fallback>This browser cannot show the video of the bridge.</p></amp-video>",
        "<amp-iframe src=x><p placeholder>The map of the bridge is on its way to you.</p></amp-iframe>",
      })
  void whatAmpShowsInPlaceOfWhatItLoadsIsNoText(String element) {
    assertThat(article(p(FIRST) + p(SECOND) + element + p(THIRD), "").blocks())
        .extracting(Block::text)
        .containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void whatAnEditorLeavesInTheMarkupHidesNothing() {
    String heading = "<h2 placeholder=Heading>The work begins in May</h2>";

    assertThat(article(p(FIRST) + p(SECOND) + heading + p(THIRD), "").blocks())
        .extracting(Block::text)
        .containsExactly(FIRST, SECOND, "The work begins in May", THIRD);
  }

  private static String push(String text) {
    return "<script>self.__next_f.push([1,\"" + text + "\"])</script>";
  }

  private static String entry(String time, String title, String text) {
    return "<article class=entry><time>"
        + time
        + "</time><h2>"
        + title
        + "</h2>"
        + p(text)
        + "</article>";
  }

  private static String paidPart(String selector) {
    return "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\""
        + HEADLINE
        + "\",\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false,\"cssSelector\":\""
        + selector
        + "\"}}</script>";
  }

  private static final String HEADLINE = "Council agrees to repair the harbour bridge";

  private static String p(String text) {
    return "<p>" + text + "</p>";
  }

  private static List<Block.Kind> kinds(Article article) {
    return article.blocks().stream().map(Block::kind).toList();
  }

  private static Article article(String body, String head) {
    String page =
        "<html><head><title>"
            + HEADLINE
            + "</title><meta property=og:type content=article>"
            + head
            + "</head><body><main><h1>"
            + HEADLINE
            + "</h1>"
            + body
            + "</main></body></html>";
    Extraction extraction =
        Extractor.create().extract(PageInput.of(page.getBytes(StandardCharsets.UTF_8)));
    if (extraction instanceof Extraction.Found found) {
      return found.article();
    }
    throw new AssertionError(extraction);
  }
}
