package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetaRobotsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=\"robots\" content=\"noindex\">",
        "<META NAME=robots CONTENT=NOINDEX>",
        "<meta content='max-snippet:-1, noindex' name='robots'/>",
        "<meta name='copydesk' content='none'>"
      })
  void pageThatAsksNotToBeKeptIsNot(String meta) {
    assertThat(MetaRobots.forbids(page(meta, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=\"robots\" content=\"index, follow, max-image-preview:large\">",
        "<meta name=\"robots\" content=\"noarchive, nofollow\">",
        "<meta name=\"otherbot\" content=\"noindex\">",
        "<meta name=\"description\" content=\"robots noindex\">",
        "<meta>"
      })
  void otherRulesForbidNothing(String meta) {
    assertThat(MetaRobots.forbids(page(meta, ""))).isFalse();
  }

  @Test
  void ruleInTheTextIsNone() {
    assertThat(MetaRobots.forbids(page("", "<meta name=robots content=noindex>"))).isFalse();
  }

  @Test
  @Timeout(5)
  void headFullOfBrokenElementsTakesNoTime() {
    byte[] page = page("<meta name=\"".repeat(100_000) + "x=".repeat(100_000), "");

    assertThat(MetaRobots.forbids(page)).isFalse();
  }

  private static byte[] page(String head, String body) {
    String html = "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>";
    return html.getBytes(UTF_8);
  }
}
