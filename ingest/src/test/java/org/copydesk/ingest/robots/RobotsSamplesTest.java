package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.copydesk.ingest.TortureFiles;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.fetch.UserAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The robots files that another project tests with, one of their robots taken for ours. */
final class RobotsSamplesTest {

  private static final String FOLDER = "/resources/robots/";
  private static final URI SITE = URI.create("https://example.org/");

  @ParameterizedTest
  @CsvSource({
    "merge-rules, wget, /foo/bar, true",
    "merge-rules, wget, /tmp/bar, false",
    "merge-rules, wget, /ckh/bar, true",
    "precedence-of-rules, testy, /foo, false",
    "precedence-of-rules, testy, /foo/bar, true",
    "precedence-of-rules, testy, /foo/ba, false",
    "precedence-of-rules, wget, /index.html, true",
    "rfc9309-example-rule-group-merging, ExampleBot, /foo, false",
    "rfc9309-example-rule-group-merging, ExampleBot, /baz, false",
    "rfc9309-example-rule-group-merging, ExampleBot, /qux, true",
    "rfc9309-example-longest-match-robots, foobot, /example/page/a, true",
    "rfc9309-example-longest-match-robots, foobot, /example/page/disallowed.gif, false",
    "rfc9309-example-simple-robots, foobot, /example/page.html, true",
    "rfc9309-example-simple-robots, foobot, /a, false",
    "rfc9309-example-simple-robots, bazbot, /example/page.html, false",
    "rfc9309-example-simple-robots, bazbot, /a.gif, true",
    "rfc9309-example-simple-robots, quxbot, /example/page.html, true",
    "rfc9309-example-simple-robots, -, /a.gif, false",
    "rfc9309-example-simple-robots, -, /publications/a, true",
    "crawl-delay-group-merging, yourbot, /private/a, false",
    "crawl-delay-group-merging, yourbot, /login/a, false",
    "crawl-delay-group-merging, mybot, /private/a, false",
    "wildcards, -, /wishlist/a, false",
    "wildcards, -, /wishlist/universal-a, true",
    "malformed-path, -, /wiki/Main, true",
    "robots-with-utf8-bom, -, /profile, false",
    "robots-with-utf16le-bom, -, /profile, false",
    "robots-with-utf16be-bom, -, /profile, false",
    "format-errors-robots, bot1, /whitespace-before-colon/a, false",
    "format-errors-robots, bot3, /whitespace-before-colon/a, true",
    "format-errors-robots, bot3, /a, false",
  })
  void sampleIsReadAsItsAuthorsMeantIt(String file, String robot, String path, boolean isAllowed) {
    Map<String, byte[]> files = TortureFiles.read(name -> name.endsWith(FOLDER + file + ".txt"));
    assertThat(files).hasSize(1);

    assertThat(robots(files.values().iterator().next(), robot).allows(SITE.resolve(path)))
        .isEqualTo(isAllowed);
  }

  @Test
  void everySampleGivesRules() {
    Map<String, byte[]> files = TortureFiles.read(name -> name.contains(FOLDER));

    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files.values()).allSatisfy(file -> assertThat(robots(file, "-")).isNotNull());
  }

  private static Robots robots(byte[] file, String robot) {
    byte[] ours =
        robot.equals("-")
            ? file
            : new String(file, ISO_8859_1).replace(robot, UserAgent.PRODUCT).getBytes(ISO_8859_1);
    FetchResult.Body answer = new FetchResult.Body(new ResponseHead(200, Map.of()), ours, false);
    FetchRequest request = FetchRequest.robots(SITE.resolve("/robots.txt"));
    RobotsReader.Answer read = new RobotsReader(Clock.systemUTC()).read(request, answer, 0);
    assertThat(read).isInstanceOf(RobotsReader.Answer.Rules.class);
    return ((RobotsReader.Answer.Rules) read).robots();
  }
}
