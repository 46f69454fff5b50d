package org.copydesk.store;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.store.table.OffsetTable.Step;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last attempt that came as far as its commit. When the connection is lost just then,
 * nobody knows whether it was committed; the positions in the database tell at the next attempt.
 * Used by one thread at a time.
 */
final class CommitDoubt {
  private volatile @Nullable Attempt last;

  private record Attempt(SortedMap<PartitionId, Step> steps, Written written) {}

  /** An attempt is about to be committed. */
  void committing(SortedMap<PartitionId, Step> steps, Written written) {
    last = new Attempt(steps, written);
  }

  /** The attempt was committed for certain. */
  void committed() {
    last = null;
  }

  /**
   * What the attempt at these steps wrote, if the positions show that it was committed after all.
   */
  Optional<Written> resolve(SortedMap<PartitionId, Step> steps, Map<PartitionId, Long> positions) {
    Attempt attempt = last;
    if (attempt == null || !attempt.steps().equals(steps)) {
      return Optional.empty();
    }
    boolean there =
        steps.entrySet().stream()
            .allMatch(
                step -> Objects.equals(positions.get(step.getKey()), step.getValue().after()));
    return there ? Optional.of(attempt.written()) : Optional.empty();
  }
}
