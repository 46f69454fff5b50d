package org.copydesk.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every JSON record to its published schema, in both directions. */
final class SchemaTest {
  private static final Path SCHEMAS =
      Path.of(System.getProperty("copydesk.root", ".."), "docs", "schemas");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
  private static final String URL = "https://news.example.org/2026/bridge";
  private static final String ID = Ids.urlId(URL);
  private static final String FETCH = Ids.uuidV7(Clock.systemUTC());

  static Stream<Arguments> fullRecords() {
    return Stream.of(
        Arguments.of("url.v1", target()),
        Arguments.of("article.v1", article()),
        Arguments.of(
            "outcome.v1",
            new UrlOutcome(
                ID,
                URL,
                Disposition.REFUSED,
                "robots",
                "Disallow: /2026",
                "bridge-news",
                FETCH,
                "ingest",
                NOW)),
        Arguments.of(
            "source.v1",
            new Source(
                "bridge-news",
                Source.Kind.FEED,
                URI.create("https://news.example.org/feed"),
                URI.create("https://feeds.example.org/bridge"),
                "Bridge News",
                Duration.ofMinutes(5),
                Source.Origin.CONFIG,
                false)),
        Arguments.of(
            "source-state.v1",
            SourceState.unknown("bridge-news")
                .withValidators("\"abc\"", "Mon, 23 Nov 2026 08:00:00 GMT", ID)
                .withSeen(List.of(new SourceState.Seen("0123456789abcdef", NOW)))
                .answeredAt(NOW)
                .withNews(NOW, Duration.ofHours(2))
                .mendedAt(NOW, List.of("bare-ampersand"))
                .missedAt(NOW, OptionalLong.of(12))
                .failedAt(NOW, "timeout")
                .nextAfter(NOW, Duration.ofSeconds(90), "failed")),
        Arguments.of(
            "url-state.v1",
            new UrlState(
                target(),
                UrlState.Status.PARKED,
                NOW,
                NOW,
                1,
                1,
                "suspended",
                URL,
                FETCH,
                NOW,
                Traceparent.random().toString(),
                Lane.BACKFILL,
                "\"v1\"",
                "Mon, 23 Nov 2026 12:00:00 GMT")),
        Arguments.of("lane.v1", new LaneState(Lane.BACKFILL, true, NOW)),
        Arguments.of(
            "import.v1",
            new ImportState(
                ID,
                ImportState.Kind.WARC,
                "archive.warc.gz",
                "archive",
                7,
                4_096,
                5,
                Map.of("revisit", 2L),
                false,
                NOW)),
        Arguments.of(
            "host-state.v1",
            new HostState(
                "news.example.org",
                Duration.ofSeconds(2),
                NOW,
                "http-503",
                3,
                NOW,
                NOW,
                200,
                "User-agent: *\nDisallow: /private")),
        Arguments.of(
            "robots-referral.v1",
            RobotsReferral.question("news.example.org", "https://www.example.org/robots.txt", 1)
                .answered(
                    new RobotsReferral.Answer(
                        NOW,
                        200,
                        "User-agent: *\nDisallow: /private",
                        "robots-503",
                        Duration.ofMinutes(5)))),
        Arguments.of("boilerplate.v1", new Boilerplate("news.example.org", 12, NOW, "AQA=")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fullRecords")
  void recordWithEveryPropertyFitsItsSchema(String schema, Object record) throws IOException {
    assertThat(faults(schema, Json.write(record))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fullRecords")
  void recordIsReadBackAsItWasWritten(String schema, Object record) {
    assertThat(Json.read(Json.write(record), record.getClass())).isEqualTo(record);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fullRecords")
  void schemaKnowsEveryPropertyAndNoOther(String schema, Object record) throws IOException {
    assertThat(Json.mapper().readTree(Json.write(record)).propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Json.mapper().readTree(text(schema)).get("properties").propertyNames());
  }

  @Test
  void recordWithTheLeastPropertiesFitsItsSchema() throws IOException {
    UrlToFetch bare = new UrlToFetch(ID, URL, "bridge-news", UrlToFetch.Why.NEW, null, null, null);
    UrlOutcome gone =
        new UrlOutcome(ID, URL, Disposition.GONE, null, null, null, null, "ingest", NOW);

    assertThat(faults("url.v1", Json.write(bare))).isEmpty();
    assertThat(faults("outcome.v1", Json.write(gone))).isEmpty();
    assertThat(faults("source-state.v1", Json.write(SourceState.unknown("bridge-news")))).isEmpty();
  }

  @Test
  void valueThatIsNoneOfOursDoesNotFit() throws IOException {
    byte[] strange = "{\"urlId\": 7, \"extra\": true}".getBytes(StandardCharsets.UTF_8);

    assertThat(faults("url.v1", strange)).isNotEmpty();
  }

  @Test
  void unknownPropertiesOfANewerWriterAreIgnored() {
    byte[] newer =
        ("{\"urlId\":\""
                + ID
                + "\",\"url\":\""
                + URL
                + "\",\"sourceId\":\"s\",\"why\":\"new\",\"mood\":\"good\"}")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Json.read(newer, UrlToFetch.class).url()).isEqualTo(URL);
  }

  @Test
  void sourceStateOfAnOlderWriterIsRead() {
    byte[] older =
        """
        {"sourceId":"bridge-news","etag":"v1","polled":"2026-11-23T08:00:00Z","failures":0,
         "missed":{"answers":2,"last":"2026-11-23T08:00:00Z"}}
        """
            .getBytes(StandardCharsets.UTF_8);

    SourceState state = Json.read(older, SourceState.class);

    assertThat(state.etag()).isEqualTo("v1");
    assertThat(state.mended()).isNull();
    assertThat(state.missedAt(NOW, OptionalLong.empty()).missed())
        .isEqualTo(new SourceState.Missed(3, null, NOW));
  }

  private static UrlToFetch target() {
    return new UrlToFetch(ID, URL, "bridge-news", UrlToFetch.Why.UPDATED, NOW, NOW, "A new bridge");
  }

  private static CleanArticle article() {
    return new CleanArticle(
        ID,
        URL,
        URL + "?from=feed",
        ID,
        "bridge-news",
        URL,
        "A new bridge",
        "The long wait is over",
        "It opened on Monday.",
        List.of(new CleanArticle.Author("Ada Writer", "https://news.example.org/ada")),
        new CleanArticle.Publisher("Bridge News", "https://news.example.org/"),
        "EXAMPLE",
        "ELLTOWN (EXAMPLE) –",
        "2026-11-23T08:00:00+01:00",
        "2026-11-23",
        "en-GB",
        "Local",
        List.of("bridge"),
        List.of(new CleanArticle.Image("https://news.example.org/b.jpg", "The bridge", 800, 600)),
        true,
        "It opened.\n\nAt last.",
        4,
        List.of(
            new CleanArticle.Block(CleanArticle.Block.Type.HEADING, "It opened.", 2),
            new CleanArticle.Block(CleanArticle.Block.Type.NOTE, "At last.", null)),
        Ids.contentHash("A new bridge", "It opened.\n\nAt last."),
        "0123456789abcdef",
        FETCH,
        NOW,
        "1",
        new CleanArticle.Extraction(
            Map.of("headline", "json-ld"), Map.of("share-bar", 2), 0.9, true, List.of("mojibake")));
  }

  private static List<String> faults(String schema, byte[] json) throws IOException {
    Schema loaded =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(schema), InputFormat.JSON);
    return loaded
        .validate(
            new String(json, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String text(String schema) throws IOException {
    return Files.readString(SCHEMAS.resolve(schema + ".json"));
  }
}
