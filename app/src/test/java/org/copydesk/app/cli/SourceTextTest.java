package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.copydesk.ingest.discover.PollReason;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a source's state. */
final class SourceTextTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final SourceState ASKED = SourceState.unknown("city").answeredAt(NOW);

  @Test
  void repairsAreCountedWithTheLastOnes() {
    SourceState state =
        ASKED
            .mendedAt(NOW.minusSeconds(600), List.of("doctype"))
            .mendedAt(NOW.minusSeconds(30), List.of("entities", "truncated"));

    assertThat(SourceText.mended(ASKED, NOW)).isEqualTo("none");
    assertThat(SourceText.mended(state, NOW))
        .isEqualTo("2 answers, last 30 s ago (entities, truncated)");
  }

  @Test
  void missedEntriesAreCounted() {
    assertThat(SourceText.missed(ASKED, NOW)).isEqualTo("none");
    SourceState once = ASKED.missedAt(NOW.minusSeconds(60), OptionalLong.empty());
    assertThat(SourceText.missed(once, NOW)).isEqualTo("1 gap, last 60 s ago");
    SourceState again = once.missedAt(NOW.minusSeconds(45), OptionalLong.of(15));
    assertThat(SourceText.missed(again, NOW)).isEqualTo("about 15 in 2 gaps, last 45 s ago");
  }

  @ParameterizedTest
  @EnumSource
  void eachReasonOfTheNextPollHasItsWords(PollReason reason) {
    SourceState state = ASKED.nextAfter(NOW, Duration.ofSeconds(90), reason.code());

    assertThat(SourceText.next(source(), state, NOW))
        .startsWith("in 90 s (")
        .contains(" ")
        .doesNotContain("(" + reason.code() + ")");
  }

  @Test
  void reasonOfANewerServiceIsShownAsItIs() {
    SourceState state = ASKED.nextAfter(NOW, Duration.ofSeconds(90), "full-moon");

    assertThat(SourceText.next(source(), state, NOW)).isEqualTo("in 90 s (full-moon)");
    assertThat(SourceText.next(source().withPaused(true), state, NOW)).isEqualTo("paused");
  }

  private static Source source() {
    return new Source(
        "city",
        Source.Kind.FEED,
        URI.create("https://city.example/rss"),
        null,
        null,
        null,
        Source.Origin.COMMAND,
        false);
  }
}
