package org.copydesk.pipeline.kafka;

import java.util.Map;
import java.util.Set;

/**
 * What a {@link BatchStage} does with each batch. Its methods may be called from any one thread.
 */
public interface BatchWork extends AutoCloseable {

  /**
   * Where new partitions begin, when that is kept elsewhere than in Kafka's committed offsets.
   *
   * @throws DependencyUnavailable to be asked again later
   */
  default Map<PartitionId, Long> startingOffsets(Set<PartitionId> partitions) {
    return Map.of();
  }

  /** Told when partitions are no longer ours: what is kept for them may go. */
  default void released(Set<PartitionId> partitions) {}

  /**
   * Makes the batch's effect durable. Called again with the same batch after a {@link
   * DependencyUnavailable}, so a part that was done must do no harm when done again.
   *
   * @throws DependencyUnavailable to be called again after a pause, for as long as it takes
   * @throws PositionsMoved when nothing of it was done, because its partitions are elsewhere
   * @throws org.copydesk.pipeline.service.ServiceFailure to end the service
   * @throws InterruptedException when told to abandon the batch; nothing of it may become durable
   *     after that
   */
  void work(Batch batch) throws InterruptedException;

  /** Whether the work commits the batch's offsets itself, in its own transaction. */
  default boolean commitsOffsets() {
    return false;
  }

  @Override
  default void close() {}
}
