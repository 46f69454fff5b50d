package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an extraction says of how it came about. */
class ExplainTest {
  private static final String PARAGRAPH =
      "The council met for four hours on Monday evening and, after a long debate about money, agreed"
          + " to repair the old harbour bridge before the winter. ";

  private static final String PAGE =
      "<html><head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":"
          + "\"Bridge\",\"articleBody\":\""
          + PARAGRAPH.repeat(3)
          + "\"}</script></head><body><nav><a href='/'>Home</a></nav><main><article><h1>Bridge</h1>"
          + "<div itemprop='articleBody'>"
          + ("<p>" + PARAGRAPH + "</p>").repeat(2)
          + "<p>Shopkeepers on the southern ramp fear for their income, they told the council.</p>"
          + "</div></article></main></body></html>";

  @Test
  void waysToTheBodyAreSetSideBySide() {
    Trace trace = Extractor.builder().explain(true).build().extract(PageInput.of(PAGE)).trace();

    assertThat(trace.candidates())
        .extracting(Trace.BodyCandidate::finder)
        .containsExactly("model", "shape", "embedded-state", "markup", "json-ld");
    assertThat(trace.candidates()).filteredOn(Trace.BodyCandidate::chosen).hasSize(1);
    assertThat(TraceTable.write(trace))
        .contains("body * model")
        .contains("body   markup  body > main > article > div  holds 100 % of what was kept")
        .containsPattern(
            "body   json-ld  articleBody  \\d+ characters, holds 7\\d % of what was kept");
  }

  @Test
  void everyBlockHasItsRule() {
    Extraction extraction = Extractor.builder().explain(true).build().extract(PageInput.of(PAGE));

    assertThat(extraction.trace().blocks())
        .extracting(Trace.BlockDecision::rule)
        .containsExactly("navigation", "headline-repeated", "kept:text", "kept:text", "kept:text");
    assertThat(TracePainting.write(extraction)).contains("headline-repeated", "markup", "json-ld");
  }
}
