package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a service does with its partitions' records. A {@link ConsumerLoop} makes every call on its
 * one thread, so a stage may keep plain state for these methods; none of them may take long, but
 * for {@link #start}, {@link #revoked} and {@link #close}, which are bounded.
 *
 * <p>For each partition: start, then accept any number of times, then revoked or lost. What {@link
 * #takeDone} has given may be committed: its effect is durable.
 */
public interface Stage {

  /**
   * Prepares for new partitions and says where their consumption begins; a partition that is not in
   * the answer begins at its committed offset.
   *
   * @throws DependencyUnavailable to be asked again later; the partitions stay paused until then
   */
  Map<PartitionId, Long> start(Set<PartitionId> partitions);

  /**
   * Says, about once a poll, that the group still counts this member in. While it is not said,
   * another member may own the partitions already.
   */
  default void inContact() {}

  /** Takes records in. Only called for partitions of which {@link #wantsMore} was true. */
  void accept(Polled polled);

  /** Whether this partition's records may come; false pauses it. */
  boolean wantsMore(PartitionId partition);

  /** Waits until there may be something done or room for more, at most this long. */
  void awaitProgress(Duration atMost) throws InterruptedException;

  /** The next offsets of what became done since the last call. */
  Map<PartitionId, Long> takeDone();

  /**
   * Where to go on reading after work was abandoned: offsets of partitions that are still ours, to
   * seek back to. Empty for most calls.
   */
  Map<PartitionId, Long> takeRewinds();

  /** Finishes or abandons, within a bound, what is in hand of partitions that go to another. */
  void revoked(Set<PartitionId> partitions);

  /** Drops what is in hand of partitions that another has already. */
  void lost(Set<PartitionId> partitions);

  /** Whether work goes on without a dependency being away. */
  boolean isHealthy();

  /** Finishes or abandons everything within this time. */
  void close(Duration within);
}
