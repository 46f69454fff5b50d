package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OffsetTrackerTest {
  private static final PartitionId P = new PartitionId("urls", 0);

  private final OffsetTracker tracker = new OffsetTracker();

  @BeforeEach
  void start() {
    tracker.start(P);
  }

  @Test
  void nothingIsDoneWhileTheOldestIsUnfinished() {
    tracker.taken(P, 10);
    tracker.taken(P, 11);

    tracker.finished(P, 11);

    assertThat(tracker.takeDone()).isEmpty();
    assertThat(tracker.inHand(P)).isEqualTo(2);
  }

  @Test
  void finishingTheOldestReleasesAllFinishedBehindIt() {
    tracker.taken(P, 10);
    tracker.taken(P, 12);
    tracker.taken(P, 15);
    tracker.finished(P, 12);

    tracker.finished(P, 10);

    assertThat(tracker.takeDone()).isEqualTo(Map.of(P, 15L));
    assertThat(tracker.takeDone()).isEmpty();
  }

  @Test
  void positionBeyondTheLastRecordIsDoneWhenAllIsFinished() {
    tracker.taken(P, 10);
    tracker.moved(P, 14);

    tracker.finished(P, 10);

    assertThat(tracker.takeDone()).isEqualTo(Map.of(P, 14L));
  }

  @Test
  void finishingAfterThePartitionWentAwayIsIgnored() {
    tracker.taken(P, 10);
    tracker.stop(P);

    tracker.finished(P, 10);

    assertThat(tracker.takeDone()).isEmpty();
  }

  @Test
  void offsetsMustGrow() {
    tracker.taken(P, 10);

    assertThatThrownBy(() -> tracker.taken(P, 10)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void inAnyOrderOfFinishingNoUnfinishedOffsetIsGivenAway() {
    for (int seed = 0; seed < 200; seed++) {
      List<Long> open = new ArrayList<>();
      OffsetTracker fresh = new OffsetTracker();
      fresh.start(P);
      for (long offset = 0; offset < 40; offset += 1 + seed % 3) {
        fresh.taken(P, offset);
        open.add(offset);
      }
      long end = open.getLast() + 1;
      List<Long> order = new ArrayList<>(open);
      Collections.shuffle(order, new Random(seed));
      long given = 0;
      for (long finished : order) {
        fresh.finished(P, finished);
        open.remove(finished);
        given = fresh.takeDone().getOrDefault(P, given);
        long oldestOpen = open.isEmpty() ? end : open.getFirst();
        assertThat(given).isLessThanOrEqualTo(oldestOpen);
      }
      assertThat(given).isEqualTo(end);
    }
  }
}
