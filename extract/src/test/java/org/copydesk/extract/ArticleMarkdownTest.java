package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleMarkdownTest {
  private static final String PROSE =
      "<p>The council met for four hours on Monday evening and, after a long debate about money,"
          + " agreed to repair the old harbour bridge before the winter.</p>";

  @ParameterizedTest
  @ValueSource(strings = {"~~~", "```", "# ", "- ", "+ ", "1. "})
  void signsOfMarkdownAtTheStartOfAParagraphAreEscaped(String sign) {
    String line = sign + "Work on it begins in May, the mayor said, and lasts until the summer.";

    String markdown = written("<article>" + PROSE + "<p>" + line + "</p>" + PROSE + "</article>");

    assertThat(markdown).contains("Work on it begins").doesNotContain("\n" + sign);
  }

  private static String written(String page) {
    Extraction extraction = Extractor.create().extract(PageInput.of(page));
    assertThat(extraction).isInstanceOf(Extraction.Found.class);
    return ArticleMarkdown.write(((Extraction.Found) extraction).article());
  }
}
