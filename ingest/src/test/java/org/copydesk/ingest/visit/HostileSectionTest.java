package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.copydesk.ingest.site.SectionReader;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section pages and front pages that mean no good. */
@Timeout(60)
final class HostileSectionTest {

  private static final URI ADDRESS = URI.create("https://paper.example.org/world");
  private static final String STORY =
      "<h2><a href='/2026/11/23/ferry-comes-back-to-the-island'>The ferry comes back</a></h2>";

  private final SectionReader reader = new SectionReader(new UrlNormalizer());

  @ParameterizedTest
  @MethodSource("pages")
  void hostilePageEndsInTimeWithAddressesOfItsOwnSite(String page) {
    List<UrlToFetch> urls = look(page);

    assertThat(urls)
        .hasSizeLessThanOrEqualTo(300)
        .allSatisfy(
            url -> assertThat(URI.create(url.url()).getAuthority()).isEqualTo("paper.example.org"));
  }

  @Test
  void linksToPrivateAddressesAndOtherSchemesAreNoArticles() {
    String links =
        Stream.of(
                "http://127.0.0.1/2026/11/23/ferry-comes-back-to-the-island",
                "http://169.254.169.254/latest/meta-data/2026/11/23/the-long-way",
                "http://2130706433/2026/11/23/ferry-comes-back-to-the-island",
                "https://paper.example.org@127.0.0.1/2026/11/23/ferry-comes-back",
                "https://paper.example.org:22/2026/11/23/ferry-comes-back-to-the-island",
                "https://paper.example.org\\@evil.example/2026/11/23/ferry-comes-back",
                "javascript:alert('/2026/11/23/ferry-comes-back-to-the-island')",
                "data:text/html,/2026/11/23/ferry-comes-back-to-the-island",
                "file:///2026/11/23/ferry-comes-back-to-the-island")
            .map(link -> "<h2><a href=\"" + link + "\">The ferry comes back to us</a></h2>")
            .collect(Collectors.joining());

    assertThat(look(links + STORY))
        .extracting(UrlToFetch::url)
        .containsExactly("https://paper.example.org/2026/11/23/ferry-comes-back-to-the-island");
  }

  @Test
  void baseOfAnotherHostLeadsNowhere() {
    assertThat(look("<base href='http://169.254.169.254/'>" + STORY)).isEmpty();
    assertThat(look("<base href='javascript:x'>" + STORY)).hasSize(1);
  }

  static Stream<Named<String>> pages() {
    return Stream.of(
        Named.of("a hundred thousand links", links(100_000, "/2026/11/23/a-long-story-no-%d")),
        Named.of("session ids", links(50_000, "/story?sid=%08d00000000000")),
        Named.of("a calendar", links(50_000, "/calendar/%d/05/the-events-of-the-month")),
        Named.of("deep elements", "<div>".repeat(200_000) + STORY),
        Named.of("deep links", "<a href='/2026/11/23/x'>".repeat(50_000) + STORY),
        Named.of("deep headings", "<h2><a href='/a/b'>".repeat(30_000)),
        Named.of("one long address", "<a href='/" + "a-b/".repeat(300_000) + "'>Long</a>" + STORY),
        Named.of("one long text", "<a href='/2026/11/23/x-y-z'>" + "word ".repeat(300_000)),
        Named.of("many classes", "<div class='" + "nav ".repeat(200_000) + "'>" + STORY),
        Named.of("tables", "<table><tr><td>".repeat(10_000) + STORY),
        Named.of("nothing but brackets", "<".repeat(1_000_000)));
  }

  private static String links(int count, String path) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<a href='" + path.formatted(i) + "'>A story of some length " + i + "</a>")
        .collect(Collectors.joining());
  }

  private List<UrlToFetch> look(String body) {
    ResponseHead head = new ResponseHead(200, Map.of("content-type", List.of("text/html")));
    FetchResult.Body answer =
        new FetchResult.Body(head, ("<!doctype html><html>" + body).getBytes(UTF_8), false);
    return HtmlPages.read(answer, ADDRESS)
        .map(page -> reader.read("s", page, ADDRESS, List.of(), Instant.EPOCH).urls())
        .orElse(List.of());
  }
}
