package org.copydesk.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.message.SourceState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PollIntervalTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final SourceState UNKNOWN = SourceState.unknown("s");

  private final PollInterval interval = PollInterval.of(MINUTE);

  @Test
  void quietSourceIsAskedLessAndLess() {
    Duration gap = Duration.ofHours(2);
    Duration pause = MINUTE;
    for (int i = 0; i < 40; i++) {
      Duration next = interval.afterNothingNew(source(null), state(pause, gap, 0), NOON);
      assertThat(next).isGreaterThanOrEqualTo(pause);
      pause = next;
    }

    assertThat(pause).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void newsBringTheUsualIntervalBack() {
    assertThat(interval.base(source(null), UNKNOWN, null, NOON)).isEqualTo(MINUTE);
    assertThat(interval.base(source(null), UNKNOWN, Duration.ofMinutes(30), NOON))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(interval.base(source(null), UNKNOWN, Duration.ofDays(30), NOON))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void operatorsIntervalIsKept() {
    Duration every = Duration.ofSeconds(3);

    assertThat(interval.base(source(every), UNKNOWN, Duration.ofHours(1), NOON)).isEqualTo(every);
    assertThat(interval.afterNothingNew(source(every), state(Duration.ofHours(1), null, 0), NOON))
        .isEqualTo(every);
  }

  @Test
  void failuresDoubleTheIntervalUpToSixHours() {
    assertThat(interval.afterFailure(source(null), 1)).isEqualTo(Duration.ofMinutes(2));
    assertThat(interval.afterFailure(source(null), 3)).isEqualTo(Duration.ofMinutes(8));
    assertThat(interval.afterFailure(source(null), 1_000)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void missedEntriesHalveTheInterval() {
    PollInterval slow = PollInterval.of(Duration.ofMinutes(20));

    assertThat(slow.afterGap(source(null), state(Duration.ofMinutes(20), null, 0), NOON))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(slow.afterGap(source(null), state(MINUTE, null, 0), NOON)).isEqualTo(MINUTE);
  }

  @Test
  void busySourceIsAskedTwiceAsOftenAsItHasNews() {
    PollInterval usual = PollInterval.of(Duration.ofMinutes(5));

    assertThat(usual.base(source(null), state(MINUTE, Duration.ofMinutes(4), 0), null, NOON))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(usual.base(source(null), state(MINUTE, Duration.ofSeconds(20), 0), null, NOON))
        .isEqualTo(MINUTE);
    assertThat(usual.base(source(null), state(MINUTE, Duration.ofHours(4), 0), null, NOON))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void longSilenceRaisesTheIntervalToADay() {
    Instant now = NOON;
    Duration pause = MINUTE;
    for (int i = 0; i < 200; i++) {
      now = now.plus(pause);
      pause = interval.afterNothingNew(source(null), state(pause, Duration.ofMinutes(10), 0), now);
      assertThat(pause)
          .isLessThanOrEqualTo(
              Duration.between(NOON, now).dividedBy(10).plus(Duration.ofMinutes(5)));
    }

    assertThat(pause).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void sourceThatLostEntriesIsNotBelievedAboutItsPace() {
    SourceState lost =
        state(Duration.ofHours(1), Duration.ofHours(1), 0).missedAt(NOON, OptionalLong.empty());
    Duration hour = Duration.ofHours(1);

    assertThat(interval.base(source(null), lost, hour, NOON)).isEqualTo(MINUTE);
    assertThat(interval.notWithin(hour, source(null), lost, MINUTE, false, NOON)).isEqualTo(MINUTE);
    assertThat(interval.base(source(null), lost, hour, NOON.plus(Duration.ofDays(8))))
        .isEqualTo(hour);
  }

  @Test
  void silenceIsMeasuredByTheSourcesOwnRhythm() {
    assertThat(PollInterval.silentSince(state(MINUTE, Duration.ofHours(2), 0)))
        .contains(NOON.plus(Duration.ofHours(20)));
    assertThat(PollInterval.silentSince(state(MINUTE, null, 0))).isEmpty();
  }

  private static SourceState state(Duration pause, @Nullable Duration gap, int failures) {
    SourceState state =
        SourceState.unknown("s")
            .answeredAt(NOON)
            .withNews(NOON, gap)
            .nextAfter(NOON, pause, "news");
    for (int i = 0; i < failures; i++) {
      state = state.failedAt(NOON, "timeout");
    }
    return state;
  }

  private static Source source(@Nullable Duration every) {
    return new Source(
        "s",
        Source.Kind.FEED,
        URI.create("https://example.org/feed"),
        null,
        null,
        every,
        Source.Origin.CONFIG,
        false);
  }
}
