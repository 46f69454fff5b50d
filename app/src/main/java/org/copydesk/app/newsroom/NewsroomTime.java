package org.copydesk.app.newsroom;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the newsroom's time, and writes down how far it may have been seen before it tells it: what
 * was published once stays published, also after a kill. Safe to share between threads.
 */
final class NewsroomTime {
  private static final Logger log = LoggerFactory.getLogger(NewsroomTime.class);

  /**
   * How far ahead is written down, so that the file is written twice a minute, not at each request.
   */
  private static final Duration AHEAD = Duration.ofSeconds(30);

  private final @Nullable Path stateFile;
  private final Clock clock;
  private NewsroomState state;
  private boolean stopped;

  NewsroomTime(NewsroomState state, @Nullable Path stateFile, Clock clock) {
    this.state = state;
    this.stateFile = stateFile;
    this.clock = clock;
  }

  /** Where it cannot be written down, and after the stop, time stands still. */
  synchronized Duration elapsed() {
    Duration elapsed = state.timeline().elapsedAt(clock.instant());
    if (!stopped && elapsed.compareTo(state.shown()) > 0) {
      remember(elapsed.plus(AHEAD));
    }
    return elapsed.compareTo(state.shown()) < 0 ? elapsed : state.shown();
  }

  synchronized Instant instantOf(Duration elapsed) {
    return state.timeline().instantOf(elapsed);
  }

  /** Writes down the exact time, so that the next start goes on from here. */
  synchronized void stop() {
    if (!stopped) {
      remember(elapsed());
      stopped = true;
    }
  }

  private void remember(Duration shown) {
    NewsroomState next = state.withShown(shown);
    try {
      if (stateFile != null) {
        next.save(stateFile);
      }
      state = next;
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", stateFile)
          .setCause(e)
          .log("the sample newsroom cannot write its state; no new articles until it can");
    }
  }
}
