package org.copydesk.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TopicsTest {

  /** By Kafka's default a segment is written to, and so not deleted, for a week. */
  private static final Duration SEGMENT = Duration.ofDays(7);

  @Test
  void whatIsKeptForLessThanAWeekIsNotHeldBackByItsSegment() {
    assertThat(Topics.all())
        .filteredOn(topic -> !topic.compacted() && topic.kept().compareTo(SEGMENT) < 0)
        .isNotEmpty()
        .allSatisfy(
            topic ->
                assertThat(topic.config())
                    .containsEntry("segment.ms", Long.toString(topic.kept().toMillis())));
  }
}
