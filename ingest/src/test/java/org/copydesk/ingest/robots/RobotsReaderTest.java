package org.copydesk.ingest.robots;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.fetch.FetchRequest;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.pipeline.message.HostState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RobotsReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final URI URL = URI.create("https://example.org/robots.txt");

  private final RobotsReader reader = new RobotsReader(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void ourGroupCountsBeforeTheGroupForAll() {
    Robots robots =
        rules("User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow: /private\nAllow: /\n");

    assertThat(robots.allows(URI.create("https://example.org/news/a"))).isTrue();
    assertThat(robots.allows(URI.create("https://example.org/private/a"))).isFalse();
  }

  @Test
  void longestRuleWins() {
    Robots robots = rules("User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /*.pdf$\n");

    assertThat(robots.allows(URI.create("https://example.org/news/open/a"))).isTrue();
    assertThat(robots.allows(URI.create("https://example.org/news/a"))).isFalse();
    assertThat(robots.allows(URI.create("https://example.org/a.pdf"))).isFalse();
    assertThat(robots.allows(URI.create("https://example.org/a.pdf?x=1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 204, 304})
  void unavailableRobotsAllowAll(int status) {
    RobotsReader.Answer answer = read(new FetchResult.Status(head(status, Map.of())));

    assertThat(rulesOf(answer).allows(URI.create("https://example.org/a"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {206, 429, 500, 502, 503, 999})
  void unreachableRobotsStopTheHost(int status) {
    assertThat(read(new FetchResult.Status(head(status, Map.of()))))
        .isInstanceOf(RobotsReader.Answer.Unreachable.class);
  }

  @Test
  void retryAfterOfRobotsIsPassedOn() {
    Map<String, List<String>> headers = Map.of("retry-after", List.of("120"));

    assertThat(read(new FetchResult.Status(head(503, headers))))
        .isEqualTo(new RobotsReader.Answer.Unreachable("robots-503", Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @EnumSource(value = FetchResult.Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "REDIRECT")
  void networkTroubleStopsTheHost(FetchResult.Fault fault) {
    assertThat(read(new FetchResult.Broken(fault, "trouble")))
        .isInstanceOf(RobotsReader.Answer.Unreachable.class);
  }

  @Test
  void fiveRedirectsAreFollowedAndTheSixthAllowsAll() {
    URI target = URI.create("https://example.org/elsewhere.txt");
    FetchResult redirect = new FetchResult.Redirect(head(301, Map.of()), target);
    FetchRequest request = FetchRequest.robots(URL);

    assertThat(reader.read(request, redirect, 4))
        .isEqualTo(new RobotsReader.Answer.Elsewhere(target));
    assertThat(reader.read(request, redirect, 5)).isInstanceOf(RobotsReader.Answer.Rules.class);
  }

  @ParameterizedTest
  @CsvSource({"0,", "0.5, PT0.5S", "10, PT10S", "1000000000, PT1M", "-1,", "NaN,", "1e9,"})
  void crawlDelayIsClamped(String text, @Nullable Duration delay) {
    Robots robots = rules("User-agent: *\nCrawl-delay: " + text + "\nDisallow: /x\n");

    assertThat(robots.crawlDelay().orElse(null)).isEqualTo(delay);
    assertThat(robots.allows(URI.create("https://example.org/a"))).isTrue();
  }

  @Test
  void sitemapsAreFound() {
    Robots robots = rules("Sitemap: https://example.org/news.xml\nUser-agent: *\nDisallow:\n");

    assertThat(robots.sitemaps()).containsExactly("https://example.org/news.xml");
  }

  @Test
  void oddFilesAreReadOrAllowAll() {
    URI page = URI.create("https://example.org/a");
    byte[] utf16 = "\uFEFFUser-agent: *\nDisallow: /a\n".getBytes(UTF_16LE);

    assertThat(rules("<html><body>Not found</body></html>").allows(page)).isTrue();
    assertThat(rules("\u0000\u0001\u0002".repeat(100)).allows(page)).isTrue();
    assertThat(rules("\uFEFFUser-agent: *\rDisallow: /a\r").allows(page)).isFalse();
    assertThat(rulesOf(read(new FetchResult.Body(head(200, Map.of()), utf16, false)))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Disallow: /a\nAllow: /ab", "Disallow: /a\r\nAllow: /ab"})
  void lineInWhichTheFileIsCutIsNoRule(String text) {
    byte[] cut = ("User-agent: *\n" + text).getBytes(UTF_8);
    Robots robots = rulesOf(read(new FetchResult.Body(head(200, Map.of()), cut, true)));

    assertThat(robots.allows(URI.create("https://example.org/abc"))).isFalse();
    assertThat(rules(new String(cut, UTF_8)).allows(URI.create("https://example.org/abc")))
        .isTrue();
  }

  @Test
  @Timeout(60)
  void hostileRuleTakesNoTime() {
    Robots robots = rules("User-agent: *\nDisallow: /" + "*a".repeat(200_000) + "b\n");

    assertThat(robots.allows(URI.create("https://example.org/" + "a".repeat(4_000)))).isTrue();
  }

  /** Their texts take 36 MB, what is made of them more than all there is. */
  @Test
  void rulesOfThousandsOfHostsFitIntoLittleMemory() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RobotsProcess.class.getName())
            .redirectErrorStream(true)
            .start();

    List<String> lines = process.inputReader(UTF_8).lines().toList();

    assertThat(process.waitFor()).as(lines.toString()).isZero();
    assertThat(lines).contains("obeyed " + RobotsProcess.HOSTS);
  }

  @Test
  void rulesAreForgottenAfterADay() {
    Robots robots = rules("User-agent: *\nDisallow:\n");

    assertThat(robots.isExpired(NOON.plus(Duration.ofHours(23)))).isFalse();
    assertThat(robots.isExpired(NOON.plus(Duration.ofHours(24)))).isTrue();
  }

  @Test
  void keptRulesAreTheSameRules() {
    HostState state =
        new HostState(
            "example.org",
            null,
            null,
            null,
            0,
            null,
            NOON,
            200,
            "User-agent: *\nDisallow: /private\n");

    Robots robots = requireNonNull(RobotsReader.kept(state));

    assertThat(robots.allows(URI.create("https://example.org/private/a"))).isFalse();
    assertThat(robots.isExpired(NOON)).isFalse();
  }

  private Robots rules(String text) {
    return rulesOf(read(new FetchResult.Body(head(200, Map.of()), text.getBytes(UTF_8), false)));
  }

  private RobotsReader.Answer read(FetchResult result) {
    return reader.read(FetchRequest.robots(URL), result, 0);
  }

  private static Robots rulesOf(RobotsReader.Answer answer) {
    assertThat(answer).isInstanceOf(RobotsReader.Answer.Rules.class);
    return ((RobotsReader.Answer.Rules) answer).robots();
  }

  private static ResponseHead head(int status, Map<String, List<String>> headers) {
    return new ResponseHead(status, headers);
  }
}
