package org.copydesk.app.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant EPOCH = Instant.parse("2026-05-01T08:00:00Z");

  private final Timeline resumed =
      Timeline.from(EPOCH).resumed(EPOCH.plusSeconds(1_000), Duration.ofSeconds(60));

  @Test
  void timeStandsStillBetweenRuns() {
    assertThat(resumed.elapsedAt(EPOCH.plusSeconds(1_000))).isEqualTo(Duration.ofSeconds(60));
    assertThat(resumed.elapsedAt(EPOCH.plusSeconds(1_007))).isEqualTo(Duration.ofSeconds(67));
  }

  @Test
  void whatHasHappenedKeepsItsInstant() {
    assertThat(resumed.instantOf(Duration.ofSeconds(60))).isEqualTo(EPOCH.plusSeconds(60));
    assertThat(resumed.instantOf(Duration.ofSeconds(61))).isEqualTo(EPOCH.plusSeconds(1_001));
    assertThat(resumed.instantOf(Duration.ofHours(-1))).isEqualTo(EPOCH.minusSeconds(3_600));
  }

  @Test
  void aClockThatWasSetBackDoesNotUnpublish() {
    assertThat(resumed.elapsedAt(EPOCH)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void scheduleCountsWhatHasAppeared() {
    Schedule schedule = new Schedule(1, 3, 4, 9, Duration.ofSeconds(10), Duration.ofSeconds(45));

    for (int number : List.of(4, 5, 6)) {
      Duration appears = schedule.appears(number);
      assertThat(schedule.publishedBy(appears.minusMillis(1))).isEqualTo(number);
      assertThat(schedule.publishedBy(appears)).isEqualTo(number + 1);
    }
    assertThat(schedule.publishedBy(Duration.ofDays(1))).isEqualTo(9);
  }
}
