package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each block's text begins with its score in hundredths; "!" after it: something speaks against.
 */
class GroupRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <ul><li>90 a<li>80 b<li>20 c</ul>; 90 80 20
          <ul><li>90 a<li><p>80 b</p><li><p>20 c</p></ul>; 90 80 20
          <ul><li>90 a<li>80 b<li>05 c</ul>; 90 80
          <ul><li>90 a<li>80 b<li>20! c</ul>; 90 80
          <ul><li>90 a<li>20 b<li>20 c</ul>; 90
          <ul><li>90 a<li>80 b</ul><ul><li>20 c</ul>; 90 80
          <table><tr><td>90 a<td>20 b<tr><td>80 c<td>30 d</table>; 90 20 80 30
          <table><tr><td>90 a<td>20 b<tr><td>20 c<td>30 d</table>; 90
          <h2>90 a</h2><p>90 b</p><h2>20 c</h2><p>80 d</p>; 90 90 20 80
          <p>90 b</p><p>30 credit</p><h2>20 c</h2><p>80 d</p>; 90 20 80
          <p>90 b</p><h2>20 c</h2><h2>20 e</h2><p>80 d</p>; 90 20 80
          <p>90 b</p><h2>20 c</h2><p>30 d</p><p>80 d</p>; 90 80
          <h2>20 c</h2><p>80 d</p>; 80
          """)
  void blocksAreKeptWithTheirNeighbours(String html, String kept) {
    List<TextBlock> blocks = LayoutReader.read(Jsoup.parse(html).body()).blocks();
    for (TextBlock block : blocks) {
      block.score = Integer.parseInt(block.text.substring(0, 2)) / 100.0;
      block.kept = block.score >= BlockRules.KEEP;
    }

    new GroupRule(blocks, block -> block.text.charAt(2) != '!').decide();

    assertThat(blocks.stream().filter(block -> block.kept).map(block -> block.text.substring(0, 2)))
        .containsExactly(kept.split(" ", -1));
    assertThat(blocks)
        .filteredOn(block -> block.kept && block.score < BlockRules.KEEP)
        .allMatch(block -> Objects.requireNonNull(block.rule).startsWith("kept:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <div><p>L90 a<p>L20 b<p>L80 c<p>L85 d<p>L95 e</div>; 90 20 80 85 95
          <div><p>L90 a<p>20 b<p>L80 c<p>L85 d<p>L95 e</div>; 90 80 85 95
          <div><p>L90 a<p>L10 b<p>L80 c<p>L85 d<p>L95 e</div>; 90 80 85 95
          <div><p>L90 a<p>L20! b<p>L80 c<p>L85 d<p>L95 e</div>; 90 80 85 95
          <div><p>L90 a<p><a>L20 b</a><p>L80 c<p>L85 d<p>L95 e</div>; 90 80 85 95
          <div><p>L90 a<p>L80 b<p>L85 c<p>L95 d<p>L20 e</div>; 90 80 85 95
          <div><p>L20 a<p>L80 b<p>L85 c<p>L90 d<p>L95 e</div>; 80 85 90 95
          <div><p>L90 a<p>L20 b<p>L30 c<p>L85 d<p>L95 e</div>; 90 85 95
          <div><p>L90 a<p>L80 b</div><p>L20 c</p><div><p>L85 d<p>L95 e</div>; 90 80 85 95
          """)
  void longParagraphBetweenKeptOnesOfItsBoxIsKept(String html, String kept) {
    blocksAreKeptWithTheirNeighbours(lengthened(html), kept);
  }

  /** "L" before a score stands for a paragraph of about a hundred letters. */
  private static String lengthened(String html) {
    return html.replaceAll("L(\\d\\d!? \\w)", "$1" + " and so on".repeat(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          short; true
          a text of some length that is still no more than what a cell of data may well hold; true
          one paragraph<br><br>and one more; false
          """)
  void tableOfTextsOnlyArrangesThePage(String cell, boolean together) {
    assertThat(lastIsKept(cell)).isEqualTo(together);
  }

  @Test
  void tableOfLongTextsOnlyArrangesThePage() {
    assertThat(lastIsKept("word ".repeat(60))).isFalse();
  }

  private static boolean lastIsKept(String cell) {
    String html = "<table><tr><td>" + cell + "<td>last</table>";
    List<TextBlock> blocks = LayoutReader.read(Jsoup.parse(html).body()).blocks();
    blocks.forEach(block -> block.kept = true);
    blocks.getLast().kept = false;
    blocks.getLast().score = 0.3;

    new GroupRule(blocks, block -> true).decide();

    return blocks.getLast().kept;
  }
}
