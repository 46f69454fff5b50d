package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRulesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noindex | x-robots-tag",
        "NoIndex, nofollow | x-robots-tag",
        "none | x-robots-tag",
        "copydesk: noindex | x-robots-tag",
        "otherbot: nofollow, copydesk: noindex | x-robots-tag",
        "max-snippet: 20, noindex | x-robots-tag",
        "unavailable_after: 25 Jun 2025 15:00:00 PST | unavailable-after",
        "unavailable_after: Wednesday, 25-Jun-25 15:00:00 GMT | unavailable-after",
        "nosnippet, unavailable_after: 2026-11-22 | unavailable-after",
        "unavailable_after: 2026-11-22T10:00:00+01:00, noarchive | unavailable-after",
        "copydesk: unavailable_after: 2026-11-22 | unavailable-after",
        "unavailable_after: 25 Jun 2030 15:00:00 PST | -",
        "unavailable_after: Tuesday, 25 Jun 2030 15:00:00 PST | -",
        "unavailable_after: soon | -",
        "unavailable_after | -",
        "otherbot: unavailable_after: 2026-11-22 | -",
        "googlebot: noindex | -",
        "otherbot: noindex, nofollow | -",
        "copydesk: noarchive, otherbot: noindex | -",
        "noarchive | -",
        "nofollow | -",
        "index, follow | -",
        "'' | -",
      })
  void onlyWhatIsMeantForUsForbids(String value, String reason) {
    String meta = "<meta name=robots content=\"" + value + "\">";
    String ofMeta = reason.replace("x-robots-tag", "meta-robots");

    assertThat(reason(PageRules.ofHeaders(List.of("max-snippet: 1", value)))).isEqualTo(reason);
    assertThat(reason(PageRules.of(List.of(), page(meta, "")))).isEqualTo(ofMeta);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=\"robots\" content=\"noindex\">",
        "<META NAME=robots CONTENT=NOINDEX>",
        "<meta content='max-snippet:-1, noindex' name='robots'/>",
        "<meta name='copydesk' content='none'>",
        "<meta data-x='a > b' name='robots' content='noindex'>",
        "<script>if (a <!-- b) x = '<meta' </script><meta name=robots content=noindex>",
        "<script>document.write('<body>')</script><meta name=robots content=noindex>",
        "<!-- head > --><meta\nname=robots\ncontent=noindex>",
      })
  void pageThatAsksNotToBeKeptIsNot(String meta) {
    assertThat(reason(PageRules.of(List.of(), page(meta, "")))).isEqualTo("meta-robots");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=\"otherbot\" content=\"noindex\">",
        "<meta name=\"description\" content=\"robots noindex\">",
        "<meta>",
        "<metadata name=robots content=noindex>",
        "<!-- <meta name=robots content=noindex> -->",
        "<!-- <meta name=robots content=noindex>",
        "<script>var a = '<meta name=robots content=noindex>';</script>",
        "<script type=text/template>\n<meta name=robots content=noindex>\n</script>",
        "<style>/* <meta name=robots content=noindex> */</style>",
        "<title>How to write <meta name=robots content=noindex></title>",
        "<template><meta name=robots content=noindex></template>",
      })
  void whatIsNoRuleOfThePageForbidsNothing(String meta) {
    assertThat(reason(PageRules.of(List.of(), page(meta, "")))).isEqualTo("-");
  }

  @Test
  void ruleInTheTextIsNone() {
    byte[] page = page("", "<meta name=robots content=noindex>");

    assertThat(reason(PageRules.of(List.of(), page))).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nofollow | true",
        "index,nofollow | true",
        "none | true",
        "otherbot: nofollow | false",
        "noindex | false",
        "follow | false",
      })
  void linksAreNotFollowedWhereTheHeaderOrThePageSaysSo(String value, boolean forbids) {
    byte[] page = page("<meta name=robots content='" + value + "'>", "");

    assertThat(PageRules.ofHeaders(List.of(value)).forbidsFollowing()).isEqualTo(forbids);
    assertThat(PageRules.of(List.of(), page).forbidsFollowing()).isEqualTo(forbids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<meta name=\"", "<meta ", "<!--", "<script>", "<", "x= robots"})
  @Timeout(60)
  void headFullOfBrokenElementsTakesNoTime(String repeated) {
    byte[] page = page("<meta name=robots>" + repeated.repeat(100_000), "");

    assertThat(reason(PageRules.of(List.of(), page))).isEqualTo("-");
  }

  private static String reason(PageRules rules) {
    return rules.refusal(CLOCK).map(PageRules.Refusal::reason).orElse("-");
  }

  private static byte[] page(String head, String body) {
    String html = "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>";
    return html.getBytes(UTF_8);
  }
}
