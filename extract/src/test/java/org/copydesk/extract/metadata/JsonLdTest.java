package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@type\":\"Article\",\"headline\":\"Tide\"}",
        "<![CDATA[{\"@type\":\"Article\",\"headline\":\"Tide\"}]]>",
        "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Tide\"}\n//]]>",
        "<!-- {\"@type\":\"Article\",\"headline\":\"Tide\"} -->",
        "{\"@type\":\"Article\",\"headline\":\"Tide\",};",
        "[{\"@type\":\"Article\",\"headline\":\"Tide\"}]",
        "{\"@graph\":[{\"@type\":[\"Article\",\"Thing\"],\"headline\":\"Tide\"}]}",
        "{\"@type\":\"http://schema.org/Article\",\"headline\":\"Tide\",\"d\":\"raw\nbreak\"}",
        "{\"@type\":\"Article\",\"headline\":\"Tide\"} {\"@type\":\"Thing\"}",
        "{\"@type\":\"Article\",\"headline\":\"Tide\",\"n\":1e999999,\"broken\":",
        "{\"@type\":\"Article\",\"description\":\"He said \"yes\", and \"no\".\",\"headline\":\"Tide\"}",
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Tide&quot;}",
        "{\"headline\":\"First\",\"@type\":\"Article\",\"headline\":\"Tide\"}",
      })
  void whatPagesCommonlyWriteIsRead(String block) {
    JsonLd jsonLd = JsonLd.read(List.of(block));

    LinkedObject article = Objects.requireNonNull(PageFacts.articleOf(jsonLd, null, List.of()));

    assertThat(article.text("headline")).isEqualTo("Tide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{",
        "}{",
        "[[[",
        "]",
        "{\"a\"",
        "{\"a\":tru}",
        "\u0000",
        "{'a':1}"
      })
  void whatIsNotJsonIsIgnored(String block) {
    JsonLd jsonLd = JsonLd.read(List.of(block));

    assertThat(jsonLd.objects()).allMatch(object -> object.types().isEmpty());
  }

  @Test
  void deepNestingEndsWithoutHarmToOtherBlocks() {
    String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    String lists = "[".repeat(100_000) + "]".repeat(100_000);

    JsonLd jsonLd =
        JsonLd.read(List.of(deep, lists, "{\"@type\":\"Article\",\"headline\":\"Tide\"}"));

    assertThat(jsonLd.broken()).isEqualTo(2);
    assertThat(PageFacts.articleOf(jsonLd, null, List.of())).isNotNull();
  }

  @Test
  void hugeBlockIsLeftOut() {
    String huge = "{\"@type\":\"Article\",\"headline\":\"" + "x".repeat(20_000_000) + "\"}";

    JsonLd jsonLd = JsonLd.read(List.of(huge));

    assertThat(jsonLd.broken()).isEqualTo(1);
    assertThat(jsonLd.objects()).isEmpty();
  }

  @Test
  void numberOfValuesIsBounded() {
    String many = "[" + "{\"a\":1},".repeat(200_000) + "{}]";

    assertThat(JsonLd.read(List.of(many)).objects()).hasSizeLessThanOrEqualTo(JsonLd.MAX_VALUES);
    assertThat(JsonLd.read(Collections.nCopies(10_000, "{\"@type\":\"Thing\"}")).objects())
        .hasSizeLessThanOrEqualTo(JsonLd.MAX_BLOCKS);
  }

  @Test
  void referenceIsResolvedById() {
    JsonLd jsonLd =
        JsonLd.read(
            List.of(
                """
                {"@graph":[
                 {"@type":"NewsArticle","headline":"Tide","author":{"@id":"#ada"}},
                 {"@type":"Person","@id":"#ada","name":"Ada Quill"}]}"""));

    LinkedObject article = Objects.requireNonNull(PageFacts.articleOf(jsonLd, null, List.of()));

    assertThat(article.values("author"))
        .singleElement()
        .isInstanceOfSatisfying(
            LinkedObject.class,
            author -> assertThat(jsonLd.resolve(author).text("name")).isEqualTo("Ada Quill"));
  }
}
