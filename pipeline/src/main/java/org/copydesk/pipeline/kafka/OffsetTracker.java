package org.copydesk.pipeline.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps, for each partition, which offsets are in hand, so that records may finish in any order
 * while only what lies below the oldest unfinished one is committed.
 *
 * <p>Laws: {@code takeDone} never gives an offset at or below which a taken record is unfinished;
 * when everything taken is finished it gives the position after the last. Not thread-safe.
 */
public final class OffsetTracker {
  private final Map<PartitionId, Line> lines = new HashMap<>();

  /** Begins to keep a partition, forgetting what was known of it. */
  public void start(PartitionId partition) {
    lines.put(partition, new Line());
  }

  /** Notes a record as in hand. Offsets of one partition must grow. */
  public void taken(PartitionId partition, long offset) {
    line(partition).taken(offset);
  }

  /** Notes where the partition's position stands after all records that were taken. */
  public void moved(PartitionId partition, long next) {
    line(partition).next = next;
  }

  /** Notes a record's effect as durable. Ignored for a partition that is not kept any more. */
  public void finished(PartitionId partition, long offset) {
    Line line = lines.get(partition);
    if (line != null) {
      line.finished(offset);
    }
  }

  /** How many records of a partition are in hand, finished ones behind others included. */
  public int inHand(PartitionId partition) {
    Line line = lines.get(partition);
    return line == null ? 0 : line.open.size();
  }

  /** The next offsets that moved since the last call. */
  public Map<PartitionId, Long> takeDone() {
    Map<PartitionId, Long> done = new HashMap<>();
    lines.forEach(
        (partition, line) -> {
          long next = line.done();
          if (next > line.given) {
            line.given = next;
            done.put(partition, next);
          }
        });
    return done;
  }

  /** Forgets a partition. */
  public void stop(PartitionId partition) {
    lines.remove(partition);
  }

  private Line line(PartitionId partition) {
    Line line = lines.get(partition);
    if (line == null) {
      throw new IllegalStateException(partition + " is not kept");
    }
    return line;
  }

  private static final class Line {
    private final Deque<Long> open = new ArrayDeque<>();
    private final Set<Long> finished = new HashSet<>();
    private long next = -1;
    private long given = -1;

    void taken(long offset) {
      if (!open.isEmpty() && offset <= open.getLast()) {
        throw new IllegalArgumentException("offset " + offset + " taken after " + open.getLast());
      }
      if (given == -1) {
        given = offset;
      }
      open.addLast(offset);
      next = offset + 1;
    }

    void finished(long offset) {
      if (!open.isEmpty() && offset >= open.getFirst()) {
        finished.add(offset);
      }
      while (!open.isEmpty() && finished.remove(open.getFirst())) {
        open.removeFirst();
      }
    }

    long done() {
      return open.isEmpty() ? next : open.getFirst();
    }
  }
}
