package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The terms under which an article may be published elsewhere, and articles that look like them.
 */
class RepublishTest {
  private static final String TEXT =
      ("<p>The council met for four hours on Monday evening and, after a long debate about money,"
                  + " agreed to repair the old harbour bridge before the winter, the mayor said.</p>")
              .repeat(2)
          + "<p>Cracks were found in three of its pillars in the spring, and some 14,000 cars cross it"
          + " every day. Those who live on the other bank will have to take the ferry until then.</p>"
          + "<p>Work is to begin next month and will go on for two years, said the engineer who has"
          + " looked after the bridge since 1998, and who warned of the cracks ten years ago.</p>"
          + "<p>The ferry company has promised two more boats, and wants to let the pupils of both"
          + " schools cross the harbour without a ticket for as long as the bridge is closed.</p>";

  private static final String TERMS =
      "<p><b>Want to republish a Gazette story?</b></p><p>We are glad when our stories are read, and"
          + " let other newspapers republish them free of charge, in print and on their pages.</p>"
          + "<p>Articles must be republished as a whole. You may change words for days, and the"
          + " style of spelling.</p><p>Pictures are not ours to give: do not republish them without"
          + " asking whoever took them.</p><p>Tell your readers where the story comes from, please.</p>";

  @Test
  void termsBelowTheTextAreNoText() {
    assertThat(body(TEXT + TERMS)).endsWith("for as long as the bridge is closed.");
  }

  @Test
  void articleUnderAButtonStays() {
    String button = "<p><a href=/terms>Republish this article</a></p>";

    assertThat(body(button + TEXT)).contains("The council met").endsWith("the bridge is closed.");
  }

  @Test
  void articleAboutItStays() {
    String story =
        TEXT
            + "<h2>Who may republish?</h2><p>The court said on Monday that nobody may republish the"
            + " letters of the harbour master without leave of his family, who had sued the paper.</p>"
            + "<p>The paper's lawyer said that the letters had been in the town's archive since 1950"
            + " and that whoever reads them there may copy them as often as he likes.</p>";

    assertThat(body(story))
        .contains("Who may republish?")
        .contains("the town's archive since 1950");
  }

  private static String body(String article) {
    String page =
        "<!DOCTYPE html><html lang=en><head><title>Harbour bridge to be mended</title></head><body>"
            + "<article><h1>Harbour bridge to be mended</h1>"
            + article
            + "</article></body></html>";
    return Extractor.create().extract(PageInput.of(page)) instanceof Extraction.Found found
        ? found.article().articleBody()
        : "";
  }
}
