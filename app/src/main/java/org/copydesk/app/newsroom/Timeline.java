package org.copydesk.app.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The newsroom's own time, which stands still while nobody serves it. It is the time since the
 * first start; each run carries on where the run before it had come. A moment that has passed maps
 * to the same instant for ever.
 */
record Timeline(List<Run> runs) {
  /**
   * One run of the newsroom.
   *
   * @param before the newsroom's time when the run began
   */
  record Run(Instant started, Duration before) {}

  Timeline {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a timeline begins with a run");
    }
  }

  static Timeline from(Instant epoch) {
    return new Timeline(List.of(new Run(epoch, Duration.ZERO)));
  }

  /** The same past, with a new run from {@code now} on. */
  Timeline resumed(Instant now, Duration elapsed) {
    List<Run> resumed = new ArrayList<>(runs);
    if (resumed.size() > 1 && resumed.getLast().before().equals(elapsed)) {
      resumed.removeLast();
    }
    resumed.add(new Run(now, elapsed));
    return new Timeline(resumed);
  }

  Duration elapsedAt(Instant now) {
    Run run = runs.getLast();
    Duration inRun = Duration.between(run.started(), now);
    return inRun.isNegative() ? run.before() : run.before().plus(inRun);
  }

  /** When the newsroom's time was {@code elapsed}; before the first start for a negative one. */
  Instant instantOf(Duration elapsed) {
    Run run = runs.getFirst();
    for (Run later : runs.subList(1, runs.size())) {
      if (later.before().compareTo(elapsed) >= 0) {
        break;
      }
      run = later;
    }
    return run.started().plus(elapsed.minus(run.before()));
  }
}
