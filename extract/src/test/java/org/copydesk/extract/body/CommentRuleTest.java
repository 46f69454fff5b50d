package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentRuleTest {
  private static final String TEXT = "<div><p>" + "The council met. ".repeat(20) + "</p></div>";
  private static final String NAME = "<p>Ann, 12:01</p>";
  private static final String SAID = "<p>I cross that bridge every day.</p>";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <ul><li>NAME SAID <a>Reply</a></li><li>NAME SAID <a>Reply</a></li></ul>; 0
          <ul><li>NAME SAID <a>Antworten</a></li><li>NAME SAID</li><li>NAME SAID <a>Antworten</a></li></ul>; 0
          <div><div>SAID <div>12:01 <a>Répondre</a></div></div><div>SAID <button>Répondre</button></div></div>; 0
          <div>NAME SAID <p><a>返信</a></p> NAME SAID <p><a>返信</a></p> NAME SAID</div>; 0
          <div><h3>Comments (2)</h3> NAME SAID NAME SAID</div>; 0
          <div><p>12 Kommentare</p> NAME SAID NAME SAID</div><div>SAID</div>; 1
          <ul><li>NAME SAID <a>Reply</a></li><li>NAME SAID</li></ul>; 4
          <ul><li>NAME SAID Reply</li><li>NAME SAID Reply</li></ul>; 4
          <div><p>Comments by the mayor were few.</p> SAID</div>; 1
          """)
  void whatReadersSaidGoes(String html, int left) {
    List<TextBlock> blocks = decided(TEXT + filled(html));

    assertThat(blocks.getFirst().kept).isTrue();
    assertThat(blocks)
        .filteredOn(block -> block.text.startsWith("Ann") || block.text.startsWith("I cross"))
        .filteredOn(block -> block.kept)
        .hasSize(left);
    assertThat(blocks)
        .filteredOn(block -> !block.kept)
        .allMatch(block -> CommentRule.RULE.equals(block.rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <div><h3>Comments</h3> TEXT</div>
          <ul><li>NAME SAID <a>Reply</a></li><li>NAME SAID <a>Reply</a></li></ul> TEXT
          """)
  void withoutTextAboveThemCommentsAreThePage(String html) {
    assertThat(decided(filled(html))).allMatch(block -> block.kept);
  }

  private static String filled(String html) {
    return html.replace("TEXT", TEXT).replace("NAME", NAME).replace("SAID", SAID);
  }

  private static List<TextBlock> decided(String html) {
    List<TextBlock> blocks = LayoutReader.read(Jsoup.parse(html).body()).blocks();
    blocks.forEach(block -> block.keep("kept:text"));
    new CommentRule(blocks).decide();
    return blocks;
  }
}
