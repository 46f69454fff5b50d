package org.copydesk.pipeline.message;

import java.time.Instant;
import java.util.Objects;

/**
 * What an operator wants of a lane: the value of {@code news.lanes.v1}, keyed by the lane's word. A
 * lane without a record runs.
 *
 * @param paused whether nothing new of it is begun
 * @param at since when
 */
public record LaneState(Lane lane, boolean paused, Instant at) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.lane.v1";

  public LaneState {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(at, "at");
  }
}
