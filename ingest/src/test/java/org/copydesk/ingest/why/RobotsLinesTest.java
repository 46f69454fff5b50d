package org.copydesk.ingest.why;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RobotsLinesTest {

  private static final String ROBOTS =
      """
      # who may do what
      User-agent: other
      Disallow: /

      User-agent: *
      User-agent: third
      Disallow: /private   # keep out
      Allow: /private/open
      Disallow: /*.pdf$
      Disallow: /search?
      Crawl-delay: 3
      Sitemap: https://news.example/map.xml
      Disallow:
      Disallow: /a
      Allow: /a
      """;

  @ParameterizedTest
  @CsvSource({
    "/private/x, 7",
    "/private/open/x, 8",
    "/papers/one.pdf, 9",
    "/papers/one.pdf?x=1, 0",
    "/search?q=1, 10",
    "/search, 0",
    "/a/b, 15",
    "/, 0",
  })
  void lineIsNamedAndAgreesWithWhatIsFetched(String path, int line) {
    RobotsFacts facts = RobotsFacts.of(robots(ROBOTS), URI.create("https://news.example" + path));

    assertThat(facts.line() == null ? 0 : facts.line()).isEqualTo(line);
    assertThat(facts.allowed()).isEqualTo(line == 0 || List.of(8, 15).contains(line));
  }

  @Test
  void groupOfOurOwnNameHoldsInsteadOfThatForAll() {
    String robots = "User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow: /x\n";

    assertThat(RobotsFacts.of(robots(robots), URI.create("https://n.example/y")).allowed())
        .isTrue();
    RobotsFacts facts = RobotsFacts.of(robots(robots), URI.create("https://n.example/x"));
    assertThat(facts.allowed()).isFalse();
    assertThat(facts.line()).isEqualTo(5);
    assertThat(facts.rule()).isEqualTo("Disallow: /x");
  }

  @ParameterizedTest
  @CsvSource({
    "Disallow: /%7Ejoe, /~joe/a",
    "Disallow: /~joe, /%7ejoe/a",
    "Disallow: /caf\u00e9, /caf%C3%A9",
    "Disallow: /caf%c3%a9, /caf%C3%A9",
    "Disallow: /%62%61%7A, /baz",
    "Disallow: /a%2Fb, /a%2fb",
    "Disallow: /p$q*r$, /p%24q-r",
    "disalow /x, /x",
  })
  void ruleIsNamedWhateverItsEscapes(String rule, String path) {
    String robots = "\uFEFFUser-agent: *\r\nDisallow: /never\r\n" + rule + "  # because\r\n";

    RobotsFacts facts = RobotsFacts.of(robots(robots), URI.create("https://news.example" + path));

    assertThat(facts.allowed()).isFalse();
    assertThat(facts.line()).isEqualTo(3);
    assertThat(facts.rule()).isEqualTo(rule + "  # because");
  }

  @Test
  void ruleOfAnotherGroupIsNotNamed() {
    String robots = "User-agent: other\nDisallow: /x\n\nUser-agent: *\nDisallow: /x\n";

    assertThat(RobotsFacts.of(robots(robots), URI.create("https://n.example/x")).line())
        .isEqualTo(5);
  }

  @Test
  @Timeout(60)
  void hostileLinesEndInNoLine() {
    String stars = "User-agent: *\n" + ("Disallow: /" + "*a".repeat(50) + "$\n").repeat(4_000);
    URI url = URI.create("https://n.example/" + "a".repeat(2_000) + "b");

    assertThat(RobotsFacts.of(robots(stars), url).line()).isNull();
    assertThat(RobotsFacts.of(robots("\0\0:::\n::"), url).line()).isNull();
  }

  private static Robots robots(String text) {
    FetchRequest request = FetchRequest.robots(URI.create("https://news.example/robots.txt"));
    FetchResult.Body body =
        new FetchResult.Body(new ResponseHead(200, Map.of()), text.getBytes(UTF_8), false);
    return ((RobotsReader.Answer.Rules) new RobotsReader(Clock.systemUTC()).read(request, body, 0))
        .robots();
  }
}
