package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.why.RobotsFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What RFC 9309 sections 2.2.1 to 2.2.3 say, with the examples of Google's documentation (how
 * Google interprets the robots.txt specification). A pilcrow ends a line.
 */
final class RobotsCasesTest {

  private static final URI SITE = URI.create("https://example.org/");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "disallow: /x/page.html¶allow: /x/ | /x/ | /x/page.html",
        "allow: /x/page.html¶disallow: /x/ | /x/page.html | /x/",
        "disallow:¶allow: | /x | -",
        "disallow: /¶allow: / | /x | -",
        "allow: /¶disallow: / | /x | -",
        "disallow: /x¶allow: /x/ | /x/ | /x",
        "disallow: /page¶allow: /*.html | /page.html | /page",
        "allow: /x/page.¶disallow: /*.html | /x/page.html | /x/y.html",
        "allow: /p¶disallow: / | /page | /",
        "allow: /folder¶disallow: /folder | /folder/page | -",
        "allow: /page¶disallow: /*.htm | - | /page.htm",
        "allow: /$¶disallow: / | / | /page.html",
        "disallow: /X/ | /x/y | /X/y",
        "disallow: x | /x | -",
        "disallow: /robots | /robots.txt | /robots",
        "disallow: /fish | /Fish.asp /catfish /?id=fish | /fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html /fish.html?id=a",
        "disallow: /fish* | /Fish.asp /catfish /?id=fish | /fish /fish.html /fish/salmon.html /fishheads /fish.html?id=a",
        "disallow: /fish/ | /fish /fish.html /Fish/Salmon.asp | /fish/ /fish/?id=a /fish/salmon.htm",
        "disallow: /*.php | / /windows.PHP | /index.php /filename.php /folder/filename.php?a /folder/any.php.file.html /filename.php/",
        "disallow: /*.php$ | /filename.php?a /filename.php/ /filename.php5 /php /windows.PHP | /filename.php /folder/filename.php",
        "disallow: /fish*.php | /Fish.PHP | /fish.php /fishheads/catfish.php?a",
        "disallow: /foo/bar/quz¶allow: /foo/*/qux | /foo//quz /foo/bar/qux | /foo/bar/quz",
        "disallow: /foo/bar$¶allow: /foo/bar/qux | /foo/bar/ /foo/bar/qux /foo/bar/baz | /foo/bar",
        "disallow: *.gif | /a.png | /a.gif",
        "disallow: /*? | /a | /a?b",
        "disallow: /a**b | /ac | /axb",
        "disallow: /a$b | /a /ab | /a$b /a%24b",
        "# disallow: /¶disallow: /foo/quz#qux¶allow: / | /foo/bar | /foo/quz",
        "disallow: /%7Ejoe | /joe | /~joe /%7Ejoe /%7ejoe/x",
        "disallow: /~joe | /joe | /~joe /%7Ejoe",
        "disallow: /%62%61%7A | /%62 | /baz /%62%61%7A",
        "disallow: /baz | - | /%62%61%7A",
        "disallow: /café | /cafe | /caf%C3%A9 /caf%c3%a9/x",
        "disallow: /caf%c3%a9 | /cafe | /caf%C3%A9",
        "disallow: /п*р$ | /%D0%BFx%D1%80x | /%D0%BF%D1%80 /%D0%BFx%D1%80",
        "disallow: /ツ | - | /%E3%83%84",
        "disallow: /a%2Fb | /a/b | /a%2Fb /a%2fb",
        "disallow: /a/b | /a%2Fb | /a/b",
        "disallow: /a<d | /ad | /a%3Cd /a%3cd",
        "disallow: /a%2A | /a /axx | /a* /a%2A",
        "disallow: /a%24 | /a | /a$ /a%24x",
        "disallow: /a%23 | /a | /a%23b",
        "disallow: /a%2Bb | /a+b | /a%2Bb",
        "disallow: /a b | /ab | /a%20b",
        "disallow: /100% | /100 | /100%25",
        "disallow: /¶allow: /x?q=a&u=http://f.example?t&p | /x?q=a&u=http://f.example?t&p | /x?q=a",
        "allow: /~a¶disallow: /%7Eab | /~ac | /~ab",
        "disallow: /%7Eab¶allow: /~ab | /~ab | -"
      })
  void rulesAllowAndForbidWhatTheStandardSays(String rules, String allowed, String forbidden) {
    assertReading("user-agent: copydesk\n" + rules, allowed, forbidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "user-agent copydesk¶disallow / | - | /x",
        "foo: copydesk¶bar: / | /x | -",
        "USER-AGENT: COPYDESK¶DISALLOW: /x | /y | /x",
        "  user-agent  :  copydesk  ¶  disallow  :  /x   | /y | /x",
        "user-agent: copydesk/2.1¶disallow: /x | /y | /x",
        "user-agent: copydesk crawler¶disallow: /x¶user-agent: *¶disallow: /y | /y | /x",
        "user-agent: copydesker¶disallow: / | /x | -",
        "user-agent: copy¶disallow: / | /x | -",
        "user-agent: copydesk-news¶disallow: / | /x | -",
        "user-agent: * anybody¶disallow: /x | /y | /x",
        "user-agent: *bot¶disallow: /x | /x | -",
        "user-agent: *¶disallow: /x¶user-agent: copydesk¶disallow: /y | /x | /y",
        "user-agent: *¶disallow: /¶user-agent: copydesk | /x | -",
        "user-agent: *¶disallow: /¶user-agent: copydesk¶disallow: | /x | -",
        "user-agent: copydesk¶¶¶disallow: /x | /y | /x",
        "user-agent: other¶user-agent: copydesk¶disallow: /x | /y | /x",
        "user-agent: other¶disallow: / | /x | -",
        "disallow: /x¶user-agent: copydesk¶disallow: /y | /x | /y",
        "user-agent: copydesk¶sitemap: https://example.org/s¶user-agent: *¶disallow: /x | /y | /x",
        "user-agent: copydesk¶unknown: line¶user-agent: other¶disallow: /x | /y | /x",
        "user-agent: *¶disallow: /x¶user-agent: other¶disallow: /¶user-agent: *¶disallow: /y | /z | /x /y",
        "allow: /a/¶user-agent: copydesk¶disallow: /¶allow: /x/¶user-agent: other¶disallow: /¶allow: /y/¶allow: /w/¶user-agent: third¶¶user-agent: copydesk¶allow: /z/¶disallow: / | /x/b /z/d | /a/a /y/c /w/a"
      })
  void groupsHoldForWhomTheyName(String text, String allowed, String forbidden) {
    assertReading(text, allowed, forbidden);
  }

  @ParameterizedTest
  @CsvSource({"'\n'", "'\r\n'", "'\r'"})
  void linesEndInAnyWay(String end) {
    assertReading(
        String.join(end, "user-agent: copydesk", "disallow: /x", "allow: /x/y"), "/x/y", "/x");
  }

  /** Whoever is refused is told by which line. */
  private static void assertReading(String text, String allowed, String forbidden) {
    Robots robots = robots(text.replace('\u00b6', '\n'));

    assertThat(paths(allowed)).allSatisfy(url -> assertThat(robots.allows(url)).isTrue());
    assertThat(paths(forbidden))
        .allSatisfy(
            url -> {
              RobotsFacts facts = RobotsFacts.of(robots, url);
              assertThat(facts.allowed()).isFalse();
              assertThat(facts.rule()).isNotNull().startsWithIgnoringCase("disallow");
            });
  }

  private static List<URI> paths(String list) {
    return Arrays.stream(list.split(" ", -1))
        .filter(path -> path.startsWith("/"))
        .map(SITE::resolve)
        .toList();
  }

  private static Robots robots(String text) {
    FetchResult.Body answer =
        new FetchResult.Body(new ResponseHead(200, Map.of()), text.getBytes(UTF_8), false);
    FetchRequest request = FetchRequest.robots(SITE.resolve("/robots.txt"));
    RobotsReader.Answer read = new RobotsReader(Clock.systemUTC()).read(request, answer, 0);
    assertThat(read).isInstanceOf(RobotsReader.Answer.Rules.class);
    return ((RobotsReader.Answer.Rules) read).robots();
  }
}
