package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules make of the block model's scores. */
class BlockRulesTest {
  private static final String PROSE =
      "<p>The council met for four hours on Monday evening and agreed to repair the old bridge.</p>"
          + "<p>Work begins in May, the mayor said, and it will last until the end of summer.</p>";
  private static final String LIKELY = "The harbour bridge on the day it was opened, in 1911.";

  @Test
  void textThatTheModelFindsLikelyIsKept() {
    assertThat(decided("<p>" + LIKELY + "</p>", 0.7).kept).isTrue();
  }

  @Test
  void captionMustLookVeryMuchLikeText() {
    String caption = "<p class=caption>" + LIKELY + "</p>";

    assertThat(decided(caption, 0.7).rule).isEqualTo("caption");
    assertThat(decided(caption, 0.9).kept).isTrue();
  }

  @Test
  void textFarBelowTheArticleInOtherBoxesIsApartFromIt() {
    assertThat(below("<div class=card><div>" + LIKELY + "</div></div>").rule)
        .isEqualTo("apart-from-text");
  }

  @Test
  void textFarBelowInABoxLikeTheArticlesBelongsToIt() {
    assertThat(below("<div class=text><p>" + LIKELY + "</p></div>").kept).isTrue();
  }

  @Test
  void muchTextFarBelowBelongsToTheArticle() {
    String much = "<div class=card><div>" + LIKELY + "</div><div>" + PROSE + "</div></div>";

    assertThat(below(much).kept).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden",
        "style='display: none'",
        "style='visibility:hidden'",
        "style='position:absolute;left:-9999px'"
      })
  void textThatNobodySeesIsDropped(String attribute) {
    String page = "<div>" + PROSE + PROSE + "<p " + attribute + ">" + LIKELY + "</p></div>";

    assertThat(decided(page, LIKELY, 0.9).rule).isEqualTo("hidden");
  }

  @Test
  void muchHiddenTextWaitsForAScriptAndIsKept() {
    String page = "<div>" + PROSE + "<div hidden><p>" + LIKELY + "</p>" + PROSE + "</div></div>";

    assertThat(decided(page, LIKELY, 0.9).kept).isTrue();
  }

  @Test
  void pleasForMoneyThatAScriptChoosesFromAreDroppedWhole() {
    String page =
        "<div>%s</div><div class=appeal><div class='hidden short'><p>%s</p><p>%s</p></div>%s</div>"
            .formatted(PROSE.repeat(3), LIKELY, "Donate now", hidden(PROSE));

    assertThat(decided(page, LIKELY, 0.9).rule).isEqualTo("hidden");
    assertThat(decided(page, "Work begins", 0.9).kept).isTrue();
  }

  @Test
  void pleaInAnArticleThatAScriptShowsDoesNotTakeItAlong() {
    String article = "<p>" + LIKELY + "</p>" + PROSE + PROSE + "<p>Donate now</p>";
    String page = "<div>" + PROSE + "</div>" + hidden(article);

    assertThat(decided(page, LIKELY, 0.9).kept).isTrue();
  }

  @Test
  void pleaInTheHiddenRestOfAnArticleDoesNotTakeItAlong() {
    String rest = "<p>" + LIKELY + "</p>" + PROSE.repeat(3) + "<p>Donate now</p>";
    String page = "<div>" + PROSE.repeat(4) + "</div>" + hidden(rest);

    assertThat(decided(page, LIKELY, 0.9).kept).isTrue();
  }

  @Test
  void hiddenTextApartFromThePleaIsKept() {
    String pleas = hidden("<p>Donate now</p>") + "<div><p>" + LIKELY + "</p></div>";
    String page = "<div>" + PROSE.repeat(3) + "</div><div>" + pleas + "</div>";

    assertThat(decided(page, LIKELY, 0.9).kept).isTrue();
  }

  private static String hidden(String html) {
    return "<div class=hidden>" + html + "</div>";
  }

  @Test
  void headingOverShortTextIsKept() {
    String page = "<div>" + PROSE + "<h2>The tunnel</h2><p>Always full.</p></div>";

    assertThat(decided(page, "The tunnel", 0.9).kept).isTrue();
  }

  @Test
  void headingOverAListOfShortItemsIsKept() {
    String page = "<div>" + PROSE + "<h2>What is closed</h2><ul><li>Bus 4<li>Tram 7</ul></div>";

    assertThat(decided(page, "What is closed", 0.9).kept).isTrue();
  }

  @Test
  void headingOverNothingIsDropped() {
    assertThat(decided("<div>" + PROSE + "<h2>The tunnel</h2></div>", "The tunnel", 0.9).rule)
        .isEqualTo("heading-of-nothing");
  }

  @Test
  void headingWhoseSectionWasDroppedGoesToo() {
    String page =
        "<div>%s<h2>Key events</h2><nav><a href=/a>Home</a></nav><h2>The tunnel</h2>%s</div>"
            .formatted(PROSE, PROSE);

    assertThat(decided(page, "Key events", 0.9).rule).isEqualTo("heading-of-nothing");
  }

  @Test
  void speakerGoesWithTheQuoteThatRepeatsTheText() {
    String quote = "Work begins in May, the mayor said, and it will last until the end of summer.";
    String page =
        "<div>%s<blockquote><p>%s</p><cite>Hanna Brook, mayor</cite></blockquote>%s</div>"
            .formatted(PROSE, quote, PROSE);

    assertThat(decided(page, "Hanna Brook", 0.9).rule).isEqualTo("repeats-text");
  }

  @Test
  void traceSaysWhereQuotesAreTooManyToCompare() {
    String quote = "<blockquote><p>Work begins in May and will last until autumn.</p></blockquote>";
    String page = "<div>" + PROSE.repeat(400) + quote.repeat(2_000) + "</div>";

    TextBlock decided = decided(page, "Work begins in May and will", 0.9);

    assertThat(decided.kept).isTrue();
    assertThat(decided.why).isEqualTo("2000 such blocks are too many to compare with the text");
  }

  @Test
  void speakerOfAQuoteThatTheTextHasNotIsKept() {
    String page =
        "<div>%s<blockquote><p>Nobody has seen such a thing before.</p><cite>Hanna Brook</cite>"
                .formatted(PROSE)
            + "</blockquote>%s</div>".formatted(PROSE);

    assertThat(decided(page, "Hanna Brook", 0.9).kept).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"poll, poll", "author-bio, author-box", "komentarz, comments"})
  void boxThatSaysWhatItIsGoesWhateverTheModelThinks(String name, String rule) {
    String box = "<div class=" + name + "><p>" + LIKELY + "</p></div>";

    assertThat(decided(box, 0.9).rule).isEqualTo(rule);
  }

  private static TextBlock below(String html) {
    String links = "<nav><a href=/a>Home</a></nav>".repeat(6);
    String page = "<div class=text>" + PROSE + PROSE + "</div>" + links + html;
    return decided(page, LIKELY, 0.9);
  }

  /** The block with the likely text, once the rules have decided on a page whose prose is sure. */
  private static TextBlock decided(String html, double score) {
    return decided("<div>" + PROSE + html + PROSE + "</div>", LIKELY, score);
  }

  private static TextBlock decided(String html, String beginning, double score) {
    PageLayout layout = LayoutReader.read(Jsoup.parse(html).body());
    PageWeigher.weighByShape(layout);
    TextBlock likely =
        layout.blocks().stream()
            .filter(block -> block.text.startsWith(beginning))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no block begins with " + beginning));
    for (TextBlock block : layout.blocks()) {
      block.score = block == likely ? score : block.is(Mark.NAVIGATION) ? 0.01 : 0.99;
    }
    new BlockRules(layout, layout.root(), PhraseRules.bundled(), BodyHints.none()).decide();
    return likely;
  }
}
