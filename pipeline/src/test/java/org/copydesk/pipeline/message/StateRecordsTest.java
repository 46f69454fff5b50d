package org.copydesk.pipeline.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
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

  @Test
  void failuresAreCountedUntilAnAnswerEndsThem() {
    SourceState failed =
        SourceState.unknown("example").failedAt(NOON, "timeout").failedAt(NOON, "http-500");

    assertThat(failed.failures()).isEqualTo(2);
    assertThat(failed.trouble()).isEqualTo("http-500");
    assertThat(failed.succeeded()).isNull();
    assertThat(failed.answeredAt(NOON))
        .isEqualTo(SourceState.unknown("example").answeredAt(NOON))
        .extracting(SourceState::failures, SourceState::trouble)
        .containsExactly(0, null);
  }

  @Test
  void repairsAndMissedEntriesAreCounted() {
    SourceState state =
        SourceState.unknown("example")
            .mendedAt(NOON, List.of("control-characters"))
            .mendedAt(NOON.plusSeconds(1), List.of("truncated"))
            .missedAt(NOON, OptionalLong.of(3))
            .missedAt(NOON.plusSeconds(1), OptionalLong.empty())
            .missedAt(NOON.plusSeconds(2), OptionalLong.of(4))
            .answeredAt(NOON);

    assertThat(state.mended())
        .isEqualTo(new SourceState.Mended(2, NOON.plusSeconds(1), List.of("truncated")));
    assertThat(state.missed()).isEqualTo(new SourceState.Missed(3, 7L, NOON.plusSeconds(2)));
  }

  @Test
  void eachChangeOfAUrlStateLeavesTheRestAsItWas() {
    UrlState full =
        UrlState.of(target(), UrlState.Status.FETCHED, NOON)
            .withTries(2, 1)
            .withReason("redirect")
            .leadingTo("https://example.org/b")
            .fetchedBy("f")
            .discoveredAt(NOON, "00-x")
            .in(Lane.BACKFILL)
            .withValidators("\"v1\"", "Mon, 23 Nov 2026 12:00:00 GMT");

    assertThat(full.dueAt(NOON).dueAt(null)).isEqualTo(full);
    assertThat(full.since(NOON.plusSeconds(1)).since(NOON)).isEqualTo(full);
    assertThat(full.in(Lane.LIVE).lane()).isNull();
  }

  static Stream<Object> states() {
    return Stream.of(
        feed(),
        feed().withPaused(true),
        SourceState.unknown("example"),
        SourceState.unknown("example")
            .withValidators("\"v1\"", "Mon, 23 Nov 2026 12:00:00 GMT", "abc")
            .withSeen(List.of(new SourceState.Seen("0123456789abcdef", NOON)))
            .answeredAt(NOON)
            .withNews(NOON, Duration.ofMinutes(20))
            .mendedAt(NOON, List.of("control-characters"))
            .missedAt(NOON, OptionalLong.of(3))
            .nextAfter(NOON, Duration.ofMinutes(1), "news"),
        UrlState.of(target(), UrlState.Status.PARKED, NOON)
            .dueAt(NOON)
            .withTries(2, 1)
            .withReason("closed")
            .discoveredAt(NOON, "00-x"),
        new HostState(
            "example.org",
            Duration.ofSeconds(2),
            NOON,
            "429",
            3,
            NOON,
            NOON,
            200,
            "User-agent: *"));
  }

  private static UrlToFetch target() {
    return new UrlToFetch(
        Ids.urlId("https://example.org/a"),
        "https://example.org/a",
        "example",
        UrlToFetch.Why.NEW,
        NOON,
        null,
        "A title");
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
