package org.copydesk.extract;

import java.time.Duration;

/** A moment past which work stops. Immutable and thread-safe; reads the monotonic clock. */
public final class Deadline {
  private static final Deadline NEVER = new Deadline(Long.MAX_VALUE, false);

  private final long nanoTime;
  private final boolean bounded;

  private Deadline(long nanoTime, boolean bounded) {
    this.nanoTime = nanoTime;
    this.bounded = bounded;
  }

  /** A deadline that lies {@code duration} from now. */
  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos(), true);
  }

  /** No deadline: for trusted input and tests. */
  public static Deadline never() {
    return NEVER;
  }

  public boolean isPast() {
    return bounded && System.nanoTime() - nanoTime >= 0;
  }

  /** The earlier of the two. */
  public Deadline or(Deadline other) {
    if (!bounded) {
      return other;
    }
    return !other.bounded || nanoTime - other.nanoTime <= 0 ? this : other;
  }
}
