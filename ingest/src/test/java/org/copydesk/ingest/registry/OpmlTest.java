package org.copydesk.ingest.registry;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.message.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class OpmlTest {

  @Test
  void feedsAreFoundInNestedFoldersWhateverTheCaseOfTheirAttributes() {
    Opml.Reading reading =
        read(
            """
            <?xml version="1.0"?>
            <opml version="2.0"><head><title>mine</title></head><body>
              <outline text="News"><outline text="Towns">
                <outline type="rss" text="City" title="City Desk" xmlUrl="https://city.example/rss"/>
              </outline></outline>
              <OUTLINE TEXT="Harbour" XMLURL="feed://harbour.example/feed"/>
            </body></opml>
            """);

    assertThat(reading.feeds())
        .extracting(SourceConfig::url, SourceConfig::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                URI.create("https://city.example/rss"), "City Desk"),
            org.assertj.core.groups.Tuple.tuple(
                URI.create("http://harbour.example/feed"), "Harbour"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void bareAmpersandsAndTruncationCostNoFeed() {
    Opml.Reading reading =
        read(
            "<opml><body><outline text='Q & A' xmlUrl='https://a.example/rss?x=1&y=2'/>"
                + "<outline text='b' xmlUrl='https://b.example/rss'/><outline te");

    assertThat(reading.feeds())
        .extracting(feed -> feed.url().toString())
        .containsExactly("https://a.example/rss?x=1&y=2", "https://b.example/rss");
    assertThat(reading.feeds().getFirst().name()).isEqualTo("Q & A");
  }

  @Test
  void entryThatCannotBeFollowedIsNamedAndTheOthersAreTaken() {
    Opml.Reading reading =
        read(
            "<opml><body><outline text='bad' xmlUrl='javascript:alert(1)'/>"
                + "<outline text='none' type='rss'/>"
                + "<outline text='good' xmlUrl='https://b.example/rss'/></body></opml>");

    assertThat(reading.feeds()).hasSize(1);
    assertThat(reading.problems())
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("javascript:alert(1)"),
            problem -> assertThat(problem).contains("none", "no xmlUrl"));
  }

  @Test
  @Timeout(60)
  void entitiesOfADocumentTypeAreNeverExpandedOrLoaded() {
    StringBuilder entities = new StringBuilder("<!ENTITY a0 'haha'>");
    for (int i = 1; i < 30; i++) {
      entities.append("<!ENTITY a%d '%s'>".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    Opml.Reading reading =
        read(
            "<?xml version='1.0'?><!DOCTYPE opml ["
                + entities
                + "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><opml><body>"
                + "<outline text='&a29;&file;' xmlUrl='https://b.example/rss'/></body></opml>");

    assertThat(reading.feeds()).hasSize(1);
    assertThat(reading.feeds().getFirst().name()).doesNotContain("haha").doesNotContain("root:");
  }

  @Test
  @Timeout(60)
  void hundredThousandFoldersInEachOtherAreReadFlat() {
    String list =
        "<opml><body>"
            + "<outline text='x'>".repeat(100_000)
            + "<outline text='deep' xmlUrl='https://deep.example/rss'/>";

    assertThat(read(list).feeds()).extracting(SourceConfig::name).containsExactly("deep");
  }

  @Test
  void encodingIsToldByTheByteOrderMark() {
    String list = "<opml><body><outline text='é' xmlUrl='https://b.example/rss'/></body></opml>";

    assertThat(Opml.read(list.getBytes(UTF_16)).orElseThrow().feeds())
        .extracting(SourceConfig::name)
        .containsExactly("é");
  }

  @Test
  void anythingElseIsNoOpml() {
    assertThat(Opml.read("<rss><channel/></rss>".getBytes(UTF_8))).isEmpty();
    assertThat(Opml.read(new byte[] {0, 1, 2, (byte) 0xff})).isEmpty();
    assertThat(Opml.read(new byte[0])).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Source source =
        new Source(
            "s",
            Source.Kind.FEED,
            URI.create("https://a.example/rss?x=1&y=%22"),
            null,
            "\"Quotes\" <& more> \u0001é",
            Duration.ofMinutes(5),
            Source.Origin.COMMAND,
            false);
    Source sitemap =
        new Source(
            "m",
            Source.Kind.SITEMAP,
            URI.create("https://a.example/map.xml"),
            null,
            null,
            null,
            Source.Origin.COMMAND,
            false);

    assertThat(read(Opml.write(List.of(source, sitemap))).feeds())
        .singleElement()
        .satisfies(
            feed -> {
              assertThat(feed.url()).isEqualTo(source.url());
              assertThat(feed.name()).isEqualTo("\"Quotes\" <& more> é");
            });
  }

  private static Opml.Reading read(String list) {
    return Opml.read(list.getBytes(UTF_8)).orElseThrow();
  }
}
