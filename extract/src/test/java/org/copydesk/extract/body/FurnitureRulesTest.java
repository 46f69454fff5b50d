package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureRulesTest {
  private static final String PROSE =
      "<p>The council met for four hours on Monday evening and, after a long debate about money, agreed"
          + " to repair the old harbour bridge before the winter.</p>"
          + "<p>Work begins in May, the mayor said, and it will keep two of the four lanes closed"
          + " until the end of the summer at the earliest.</p>";

  @Test
  void textInAShareBoxIsFurniture() {
    assertThat(rule("<div class=share-bar><p>Send it to a friend of yours.</p></div>", "Send"))
        .contains("share");
  }

  @Test
  void textInANewsletterBoxIsFurniture() {
    assertThat(rule("<div class=newsletter><p>The city in your mail.</p></div>", "The city"))
        .contains("newsletter");
  }

  @Test
  void textAmongCommentsIsFurniture() {
    assertThat(rule("<div id=comments><p>I do not agree with the mayor.</p></div>", "I do not"))
        .contains("comments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[관련기사] <a href=/a>항구 다리 수리</a>",
        "[Read also] <a href=/a>The old pier has to go</a>"
      })
  void linkBehindABracketedPointerIsFurniture(String line) {
    String text = line.substring(0, line.indexOf(']'));

    assertThat(rule("<p>" + line + "</p>", text)).contains("related-phrase");
  }

  @Test
  void idOfAHeadingIsNoSign() {
    assertThat(rule("<h2 id=share-of-the-costs>Share of the costs</h2>", "Share of")).isEmpty();
  }

  @Test
  void lineWithTheAuthorsNameAloneIsTheByline() {
    assertThat(rule("<p>Text: Maria Lindqvist</p>", "Text:")).contains("byline");
  }

  @Test
  void sentenceAboutTheAuthorIsNoByline() {
    assertThat(rule("<p>The witness was Maria Lindqvist.</p>", "The witness")).isEmpty();
  }

  @Test
  void longerTextThatNamesTheAuthorIsNoByline() {
    String text =
        "Maria Lindqvist, a painter from the old town, kept the plans of the bridge in a drawer and"
            + " never showed them to anybody";

    assertThat(rule("<p>" + text + "</p>", "Maria")).isEmpty();
  }

  @Test
  void onlyTextBesideAPictureIsItsCaption() {
    assertThat(rule("<div><img src=a.jpg><div>The bridge in 1911</div></div>", "The bridge in"))
        .contains("caption");
  }

  @Test
  void paragraphBesideAPictureIsNoCaption() {
    assertThat(rule("<div><img src=a.jpg><p>The bridge in 1911</p></div>", "The bridge in"))
        .isEmpty();
  }

  @Test
  void asideInsideTheTextIsFurniture() {
    assertThat(rule("<aside><p>Nine bridges cross the river.</p></aside>", "Nine"))
        .contains("aside");
  }

  @Test
  void boxThatIsCalledAsideIsOne() {
    assertThat(rule("<div class='box aside'><p>Nine bridges cross the river.</p></div>", "Nine"))
        .contains("aside");
  }

  @Test
  void boxOfFactsIsFurniture() {
    assertThat(
            rule("<div class=factbox><p>The bridge was built in 1911.</p></div>", "The bridge was"))
        .contains("fact-box");
  }

  @Test
  void linkWithWordsThatPointToAnotherStoryIsFurniture() {
    assertThat(rule("<p>Lea también: <a href=/b>El puente viejo se cierra</a></p>", "Lea"))
        .contains("related-phrase");
    assertThat(rule("<p>» SEE MORE | <a href=/b>Old bridge shuts</a></p>", "» SEE"))
        .contains("related-phrase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lesen Sie hier:",
        "Lesetipp:",
        "Notre dossier :",
        "İLGİLİ HABER:",
        "Ayrıca okuyun:",
        "Διαβάστε ακόμα:",
        "【関連記事】",
        "▶ 【延伸閱讀】",
        ">> READ MORE |"
      })
  void pointersOfManyLanguagesAreKnown(String pointer) {
    String title = "<a href=/b>The old bridge in the harbour shuts for two years</a>";

    assertThat(rule("<p>" + pointer + " " + title + "</p>", pointer)).contains("related-phrase");
  }

  @Test
  void questionThatAnOfferAnswersIsFurniture() {
    String offer = "<p>Sie wollen nichts verpassen? <a href=/n>Newsletter bestellen</a></p>";

    assertThat(rule(offer, "Sie wollen")).contains("newsletter-phrase");
  }

  @Test
  void questionThatTextAnswersIsNone() {
    assertThat(rule("<p>Who pays for it? The state does.</p>", "Who pays")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Maria Lindqvist, 41, mother of three",
        "“I paid for it”: Maria Lindqvist’s own view",
        "What Maria Lindqvist saw that night"
      })
  void lineThatSaysSomethingOfTheAuthorIsNoByline(String line) {
    assertThat(rule("<p>" + line + "</p>", line.substring(0, 9))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "By Maria Lindqvist and Ann Lee in Hanover",
        "Von Maria Lindqvist, Redakteurin",
        "Maria Lindqvist | 3 March 2024"
      })
  void lineThatSignsTheTextIsTheByline(String line) {
    assertThat(rule("<p>" + line + "</p>", line.substring(0, 9))).isPresent();
  }

  @Test
  void authorsNameAmongParagraphsIsText() {
    PageLayout layout = layout("<p>Maria Lindqvist</p>");
    FurnitureRules rules = rules(layout);

    assertThat(layout.blocks()).noneMatch(block -> rules.find(block).isPresent());
  }

  @Test
  void linkAfterOtherWordsIsNone() {
    assertThat(rule("<p>The mayor: <a href=/b>we cannot wait any longer</a></p>", "The mayor:"))
        .isEmpty();
  }

  @Test
  void sentenceThatBeginsLikeAPointerIsNone() {
    assertThat(rule("<p>Read: that is what the mayor told his council to do.</p>", "Read:"))
        .isEmpty();
  }

  @Test
  void labelOverALineOfFurnitureGoesWithIt() {
    assertThat(rule("<p>Our mail<br>Sign up for our newsletter</p>", "Our mail")).isPresent();
  }

  @Test
  void plainParagraphIsNoFurniture() {
    assertThat(rule("", "The council")).isEmpty();
  }

  private static Optional<String> rule(String html, String beginning) {
    PageLayout layout = layout(html);
    TextBlock block =
        layout.blocks().stream()
            .filter(each -> each.text.startsWith(beginning))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no block begins with " + beginning));
    return rules(layout).find(block);
  }

  private static PageLayout layout(String html) {
    String page =
        "<div><h1>The bridge</h1>" + PROSE + html + PROSE.replace("May", "June") + "</div>";
    PageLayout layout = LayoutReader.read(Jsoup.parse(page).body());
    PageWeigher.weighByShape(layout);
    return layout;
  }

  private static FurnitureRules rules(PageLayout layout) {
    BodyHints hints = new BodyHints("The bridge", List.of("Maria Lindqvist"), null);
    return new FurnitureRules(layout, PhraseRules.bundled(), hints);
  }
}
