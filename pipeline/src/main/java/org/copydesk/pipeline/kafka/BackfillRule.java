package org.copydesk.pipeline.kafka;

import java.util.function.BooleanSupplier;

/**
 * When the backfill lane of a loop may flow: while no operator paused it and little live work
 * waits.
 *
 * @param isPaused whether an operator paused it
 * @param maxLiveLag live records that may wait in this instance's partitions
 */
public record BackfillRule(BooleanSupplier isPaused, int maxLiveLag) {

  /** Backfill that yields to live work and to nothing else. */
  public static BackfillRule yieldingPast(int maxLiveLag) {
    return new BackfillRule(() -> false, maxLiveLag);
  }
}
