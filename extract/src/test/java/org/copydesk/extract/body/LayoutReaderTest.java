package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

final class LayoutReaderTest {
  @Test
  void textRunsOnThroughInlineElementsAndEndsWithBlocks() {
    assertThat(texts("<div>\n One <b>two</b>\n three <p>four\nfive</p> six<br>seven</div>"))
        .containsExactly("One two three", "four five", "six\nseven");
  }

  @Test
  void aLinkWithoutTextCountsForNoOtherBlock() {
    List<TextBlock> blocks =
        blocks("<div><a href=/><img src=a></a></div><p>One <a href=/b>two</a>");

    assertThat(blocks).singleElement().satisfies(block -> assertThat(block.links).isEqualTo(1));
  }

  @Test
  void thePagesIndentationHasNoSayInWhatMarksAnInlineElementGives() {
    String line = "<span class=date>1 March 2026</span>";

    assertThat(marks("<div>" + line + "</div>")).isNotZero();
    assertThat(marks("<div>" + " ".repeat(80) + line + "\n" + " ".repeat(80) + "</div>"))
        .isEqualTo(marks("<div>" + line + "</div>"));
  }

  @Test
  void lettersAreCountedWithoutWhatIsNotShown() {
    assertThat(blocks("<p>a\u00a0b \u00adc \u65b0\u805e").getFirst().length).isEqualTo(9);
  }

  @Test
  void scriptsThatHoldSomethingAreRememberedInTheirOrder() {
    String page = "<script>1</script><p>a<script src=b></script><div><script>2</script></div>";

    assertThat(LayoutReader.read(Jsoup.parseBodyFragment(page).body()).scripts())
        .extracting(script -> script.data())
        .containsExactly("1", "2");
  }

  private static long marks(String body) {
    return blocks(body).getFirst().inlineMarks;
  }

  private static List<String> texts(String body) {
    return blocks(body).stream().map(block -> block.text).toList();
  }

  private static List<TextBlock> blocks(String body) {
    return LayoutReader.read(Jsoup.parseBodyFragment(body).body()).blocks();
  }
}
