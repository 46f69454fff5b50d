package org.copydesk.pipeline.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StateRecordsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @MethodSource("states")
  void stateReadBackIsWhatWasWritten(Object state) {
    assertThat(Json.read(Json.write(state), state.getClass())).isEqualTo(state);
  }

  @Test
  void sourceIsWrittenWithoutWhatFollowsFromIt() {
    Source source = feed();

    assertThat(new String(Json.write(source), UTF_8))
        .contains("\"kind\":\"feed\"", "\"origin\":\"config\"")
        .doesNotContain("authority", "address");
  }

  @Test
  void movedSourceBelongsToTheShardOfItsNewAuthority() {
    Source moved = feed().withMovedTo(URI.create("https://www.example.org/feed"));

    assertThat(moved.authority()).isEqualTo("www.example.org");
    assertThat(moved.withMovedTo(null)).isEqualTo(feed());
  }

  static Stream<Object> states() {
    UrlToFetch target =
        new UrlToFetch(
            Ids.urlId("https://example.org/a"),
            "https://example.org/a",
            "example",
            UrlToFetch.Why.NEW,
            NOON,
            null,
            "A title");
    return Stream.of(
        feed(),
        feed().withPaused(true),
        SourceState.unknown("example"),
        new SourceState(
            "example",
            "\"v1\"",
            "Mon, 23 Nov 2026 12:00:00 GMT",
            "abc",
            List.of(new SourceState.Seen("0123456789abcdef", NOON)),
            NOON,
            NOON,
            NOON,
            NOON.plusSeconds(60),
            Duration.ofMinutes(1),
            Duration.ofMinutes(20),
            0,
            null),
        new UrlState(
            target, UrlState.Status.PARKED, NOON, NOON, 2, 1, "closed", null, null, NOON, "00-x"),
        new HostState(
            "example.org", Duration.ofSeconds(2), NOON, "429", 3, NOON, 200, "User-agent: *"));
  }

  private static Source feed() {
    return new Source(
        "example",
        Source.Kind.FEED,
        URI.create("https://example.org/feed"),
        null,
        null,
        Duration.ofSeconds(5),
        Source.Origin.CONFIG,
        false);
  }
}
