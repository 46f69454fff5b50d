package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile pages end with an outcome, in time. */
class BoundsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Extractor extractor = Extractor.create();

  static Stream<Map.Entry<String, String>> bombs() {
    return Stream.of(
        Map.entry("nested tables", "<table><tr><td>".repeat(60_000)),
        Map.entry("empty divs", "<div>".repeat(500_000)),
        Map.entry("closed divs", "<div>a</div>".repeat(200_000)),
        Map.entry("unclosed formatting", "<p><b>".repeat(60_000)),
        Map.entry("misnested formatting", "<i></p>".repeat(50_000)),
        Map.entry("attributes", "<p " + attributes(200_000) + ">text</p>"),
        Map.entry("long attribute", "<p class='" + "a b ".repeat(1_000_000) + "'>text</p>"),
        Map.entry("entities", "&amp;".repeat(500_000)),
        Map.entry("one long word", "<p>" + "a".repeat(4_000_000) + "</p>"),
        Map.entry(
            "deep linked data",
            "<script type='application/ld+json'>" + "[".repeat(100_000) + "</script><p>text</p>"),
        Map.entry("spacing marks", "<p>a" + "\u302E\u1B44".repeat(700_000)),
        Map.entry("marks in pairs", "<p>a" + "\uD83A\uDCD0\uD834\uDD85".repeat(500_000)),
        Map.entry("quotes that may repeat the text", quotesAndParagraphs(25_000)),
        Map.entry(
            "a quote that nearly repeats the text",
            "<article><p>"
                + NOTHING.repeat(100_000)
                + "</p><blockquote>"
                + NOTHING.repeat(50_000)
                + "b.</blockquote></article>"),
        Map.entry(
            "signs of a fence",
            PROSE + "<pre>one line\nand one more\n" + "`".repeat(2_000_000) + "</pre>" + PROSE),
        Map.entry(
            "a selector in selectors", paid(":has(:has(:has(u)))", "<i>a</i>".repeat(60_000))),
        Map.entry(
            "a regular expression in what a paid part is not",
            paid(
                "p:not([class~=x*x*x*x*x*x*y])",
                "<p class='" + "x".repeat(3_000) + "'>The ferry sails.</p>")),
        Map.entry(
            "very many paid parts",
            paid(".a" + "\",\".a".repeat(20_000), "<i class=b></i>".repeat(200_000))
                .replace("\"cssSelector\":", "\"cssSelector\":[")
                .replace("}}</script>", "]}}</script>")),
        Map.entry("places of paid parts", paid(PLACES, "<i></i>".repeat(300_000))),
        Map.entry(
            "places of paid parts behind comments",
            paid("i:not(:first-child)", "<p>" + "<!>".repeat(800_000) + "<i></i>".repeat(30_000))),
        Map.entry(
            "nested paid parts",
            paid(".p", "<div class=p>".repeat(500) + "<p>The ferry sails.</p>".repeat(150_000))),
        Map.entry("long title", "<title>" + "Not found - ".repeat(380_000) + "</title><p>text</p>"),
        Map.entry("articles", "<article>a</article><article></article>".repeat(110_000)));
  }

  private static final String NOTHING = "Aa aaa aa, a aaa aa aaaa aa a. ";

  private static final String PROSE =
      "<p>The ferry to the islands sails again, the port said on Monday.</p>".repeat(5);

  private static final String PLACES = "i:nth-last-of-type(7n+1):not(:first-of-type)";

  private static String quotesAndParagraphs(int count) {
    StringBuilder page = new StringBuilder("<article>");
    for (int index = 0; index < count; index++) {
      page.append("<p>Ferry ").append(index);
      page.append(" to the outer islands sails again, the port said.</p><blockquote>Ferry ");
      page.append(index).append(" to the inner islands sails again, they said.</blockquote>");
    }
    return page.toString();
  }

  private static String paid(String selector, String rest) {
    return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"hasPart\":"
        + "{\"isAccessibleForFree\":false,\"cssSelector\":\"%s\"}}</script>".formatted(selector)
        + "<p>The ferry to the islands sails again, the port said.</p>".repeat(5)
        + rest;
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int index = 0; index < count; index++) {
      attributes.append('a').append(index).append("=1 ");
    }
    return attributes.toString();
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void bombEndsInTime(Map.Entry<String, String> bomb) {
    long start = System.nanoTime();

    Extraction extraction =
        extractor.extract(PageInput.of(bomb.getValue()).withDeadline(Deadline.after(LIMIT)));

    assertThat(extraction).isNotNull();
    if (extraction instanceof Extraction.Found found) {
      assertThat(ArticleMarkdown.write(found.article())).isNotNull();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(GRACE));
  }

  /** Where the parser fails on it; found by fuzzing. */
  @Test
  void textUnderFormattingThatIsNeverClosedIsFound() {
    String sentence = "The ferry to the islands sails again after three weeks of storms. ";
    String page = "<s><section><p>".repeat(600) + sentence.repeat(10);

    Extraction extraction = extractor.extract(PageInput.of(page));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Found.class,
            found -> assertThat(found.article().articleBody()).contains(sentence.strip()));
  }

  @Test
  void pastDeadlineIsNamed() {
    Extraction extraction =
        extractor.extract(
            PageInput.of("<p>text</p>").withDeadline(Deadline.after(Duration.ofSeconds(-1))));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(Extraction.Failure.DEADLINE));
  }

  @Test
  void tooLargePageIsRefusedUnread() {
    Extractor small = Extractor.builder().maxBytes(10).build();

    Extraction extraction = small.extract(PageInput.of("<p>more than ten bytes</p>"));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("too-large"));
  }

  @Test
  void tooLongTextIsRefusedUnread() {
    Extractor small = Extractor.builder().maxBytes(10).build();

    assertThat(small.extractText(TextInput.of("more than ten characters")))
        .isInstanceOfSatisfying(
            Extraction.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("too-large"));
  }

  @Test
  void emptyPageIsNoArticle() {
    assertThat(extractor.extract(PageInput.of("")))
        .isInstanceOfSatisfying(
            Extraction.NotArticle.class, not -> assertThat(not.reason().code()).isEqualTo("empty"));
  }
}
