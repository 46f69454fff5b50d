package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, tables and preformatted text keep the order that they have on the page. */
class ListsAndTablesTest {
  private static final String PROSE =
      "<p>The council met for four hours on Monday evening and, after a long debate about money,"
          + " agreed to repair the old harbour bridge before the winter, the mayor said.</p>";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <tr><th>Year<th>Cars<tr><td>2022<td>13,500<tr><td>2023<td>14,000; Year | Cars/2022 | 13,500/2023 | 14,000
          <tr><td><p>Year</p><td><p>Cars</p><tr><td><p>2022</p><td><div>13,500</div>; Year | Cars/2022 | 13,500
          <tr><th><th>2022<th>2023<tr><td>Cars<td>13,500<td>14,000<tr><td>Buses<td><td>120; | 2022 | 2023/Cars | 13,500 | 14,000/Buses | | 120
          <tr><td>Cars<td><td>13,500<tr><td>Buses<td><td>120; Cars | 13,500/Buses | 120
          <tr><th rowspan=2>Year<th colspan=2>Visitors<tr><th>June<th>July<tr><td>2023<td>150<td>120; Year | Visitors |/| June | July/2023 | 150 | 120
          <tr><td>Cars<td colspan=9999999>13,500<tr><td>Buses<td>120; Cars | 13,500/Buses | 120
          <tr><td>Cars<br>and vans<td>13,500<tr><td>Buses<td>120; Cars and vans | 13,500/Buses | 120
          """)
  void cellsStayInTheirColumns(String rows, String expected) {
    Article article = article(PROSE + "<table>" + rows + "</table>" + PROSE + PROSE);

    assertThat(article.blocks())
        .contains(new Block(Block.Kind.TABLE, expected.replace('/', '\n'), 0));
  }

  /** A row of advertising counts for the cells that span it, though nothing of it is kept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          <tr><td rowspan=3>Cars<td>13,500<tr AD><tr><td>14,000<tr><td>Buses<td>120; Cars | 13,500/| 14,000/Buses | 120
          <tr AD2><tr><td>13,500<tr><td>Buses<td>120; | 13,500/Buses | 120
          <thead><tr><td rowspan=9>Kind<td>Number<tbody><tr><td>Cars<td>13,500; Kind | Number/Cars | 13,500
          """)
  void cellsStayInTheirColumnsBesideDroppedRows(String rows, String expected) {
    String advert = "><td><div class=advert hidden>Visit the harbour fair this week</div";
    String spanning = advert.replace("<td>", "<td rowspan=2>");
    String table = rows.replace(" AD2", spanning).replace(" AD", advert);

    Article article = article(PROSE + "<table>" + table + "</table>" + PROSE + PROSE);

    assertThat(article.blocks())
        .contains(new Block(Block.Kind.TABLE, expected.replace('/', '\n'), 0));
  }

  @Test
  void emptyCellIsOneInMarkdownAndHtmlToo() {
    Article article =
        article(
            PROSE
                + "<table><tr><th><th>2022<th>2023<tr><td>Buses<td><td>120</table>"
                + PROSE
                + PROSE);

    assertThat(ArticleMarkdown.write(article)).contains("|  | 2022 | 2023 |", "| Buses |  | 120 |");
    assertThat(ArticleHtml.write(article)).contains("<td>Buses</td>\n<td></td>\n<td>120</td>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a | b; a,b
          | b; ,b
          a |; a,
          a | | c; a,,c
          x|y | z; x|y,z
          """)
  void rowsAreReadAsTheyAreWritten(String row, String cells) {
    List<String> expected = List.of(cells.split(",", -1));

    assertThat(Block.cells(row)).isEqualTo(expected);
    assertThat(Block.row(expected)).isEqualTo(row);
  }

  @Test
  void numberedListStaysOne() {
    Article article =
        article(
            PROSE
                + "<ol><li>Close the ramp to cars<li><p>Remove the old<br>pillars</p>"
                + "<li>Lay the new deck</ol>"
                + PROSE);

    String items = "Close the ramp to cars\nRemove the old pillars\nLay the new deck";
    assertThat(article.blocks()).contains(new Block(Block.Kind.NUMBERED_LIST, items, 0));
    assertThat(ArticleMarkdown.write(article))
        .contains("1. Close the ramp to cars\n2. Remove the old pillars\n3. Lay the new deck");
    assertThat(ArticleHtml.write(article)).contains("<ol><li>Close the ramp to cars</li>");
  }

  @Test
  void listInsideAListIsAPartOfIt() {
    Article article =
        article(
            PROSE
                + "<ul><li>The bridge needs three things<ul><li>steel pillars from the yard"
                + "<li>oak planks from the county</ul><li>The quay stays as it is</ul>"
                + PROSE);

    String items =
        "The bridge needs three things\nsteel pillars from the yard\noak planks from the county\n"
            + "The quay stays as it is";
    assertThat(article.blocks()).contains(new Block(Block.Kind.LIST, items, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pre>\nThe river is wide and grey,\n  the bridge   is low.\n\n\tThe ferry waits.\n</pre>",
        "<pre>The river is wide and grey,<br>  the bridge   is low.<br><br>\tThe ferry waits.</pre>",
        "<pre><code><span>The river is wide</span> and grey,\r\n  the bridge   is low.\r\n\r\n\tThe <b>ferry</b>"
            + "<script>x</script><span hidden>boat</span> waits.   \n  \n</code></pre>",
        "<blockquote><pre>The river is wide and grey,\n  the bridge   is low.\n\n\tThe ferry waits.</pre></blockquote>",
      })
  void preformattedTextKeepsItsLinesAndSpaces(String pre) {
    Article article = article(PROSE + pre + PROSE + PROSE);

    String text = "The river is wide and grey,\n  the bridge   is low.\n\n        The ferry waits.";
    assertThat(article.articleBody()).contains("\n\n" + text + "\n\n");
    assertThat(ArticleMarkdown.write(article)).contains("\n\n```\n" + text + "\n```\n\n");
    assertThat(ArticleHtml.write(article)).contains("<pre>" + text + "</pre>");
  }

  @Test
  void fencesOfPreformattedTextAreLongerThanThoseInIt() {
    Article article =
        article(PROSE + "<pre>Open it so:\n```` a < b\nand close it so.</pre>" + PROSE + PROSE);

    assertThat(ArticleMarkdown.write(article))
        .contains("\n`````\nOpen it so:\n```` a < b\nand close it so.\n`````\n");
    assertThat(ArticleHtml.write(article)).contains("<pre>Open it so:\n```` a &lt; b\n");
  }

  @Test
  void oneLineOfPreformattedTextIsAParagraph() {
    String line = "The ferry waits at the old pier until the bridge is open again.";

    Article article = article(PROSE + "<pre>  " + line + " \n</pre>" + PROSE + PROSE);

    assertThat(article.blocks()).contains(Block.paragraph(line));
  }

  private static Article article(String body) {
    String page =
        "<html lang=en><title>Council agrees to repair the harbour bridge</title><article>"
            + "<h1>Council agrees to repair the harbour bridge</h1>"
            + body
            + "</article></html>";
    Extraction extraction = Extractor.create().extract(PageInput.of(page));
    if (extraction instanceof Extraction.Found found) {
      return found.article();
    }
    throw new AssertionError(extraction);
  }
}
