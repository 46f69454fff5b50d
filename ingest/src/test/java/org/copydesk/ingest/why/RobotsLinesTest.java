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

  @Test
  void hostileLinesEndInNoLine() {
    String stars = "User-agent: *\nDisallow: /" + "*a".repeat(5_000) + "$\n";

    assertThat(RobotsLines.deciding(stars, "/" + "a".repeat(4_000) + "b")).isEmpty();
    assertThat(RobotsLines.deciding("\0\0:::\n::", "/")).isEmpty();
  }

  private static Robots robots(String text) {
    FetchRequest request = FetchRequest.robots(URI.create("https://news.example/robots.txt"));
    FetchResult.Body body =
        new FetchResult.Body(new ResponseHead(200, Map.of()), text.getBytes(UTF_8), false);
    return ((RobotsReader.Answer.Rules) new RobotsReader(Clock.systemUTC()).read(request, body, 0))
        .robots();
  }
}
