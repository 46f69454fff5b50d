package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

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

  /** The block with the likely text, once the rules have decided on a page whose prose is sure. */
  private static TextBlock decided(String html, double score) {
    PageLayout layout =
        LayoutReader.read(Jsoup.parse("<div>" + PROSE + html + PROSE + "</div>").body());
    PageWeigher.weighByShape(layout);
    TextBlock likely =
        layout.blocks().stream()
            .filter(block -> block.text.equals(LIKELY))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the likely text is no block of its own"));
    layout.blocks().forEach(block -> block.score = block == likely ? score : 0.99);
    new BlockRules(layout, layout.root(), PhraseRules.bundled(), BodyHints.none()).decide();
    return likely;
  }
}
