package org.copydesk.ingest.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.LagReader;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.Groups;
import org.copydesk.pipeline.message.Topics;

/**
 * Keeps a replay from running far ahead of the process service: pages are large, and a broker with
 * bounded disk would drop those that wait too long.
 */
final class ProcessRoom implements Importer.Room, AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LagReader lags;
  private final int ahead;
  private final ImportListener listener;

  ProcessRoom(KafkaSettings kafka, int ahead, ImportListener listener, Clock clock) {
    this.lags = new LagReader(kafka, clock);
    this.ahead = ahead;
    this.listener = listener;
  }

  @Override
  public void await() throws InterruptedException {
    long waiting = waiting();
    while (waiting >= ahead) {
      listener.waiting(waiting + " pages wait for the process service");
      Thread.sleep(PAUSE); // a lag has no event: it is read again
      waiting = waiting();
    }
  }

  @Override
  public void close() {
    lags.close();
  }

  private long waiting() {
    try {
      return lags
          .read(List.of(new TopicLag.Reading(Topics.PAGES_BACKFILL, Groups.PROCESS)))
          .stream()
          .mapToLong(TopicLag::lag)
          .sum();
    } catch (DependencyUnavailable away) {
      // As good as no room: the next look may find the broker back.
      return Long.MAX_VALUE;
    }
  }
}
