package org.copydesk.pipeline.kafka;

import java.io.Serial;
import java.util.Map;

/**
 * A batch's partitions are not where its work left them: another instance has worked on them, or an
 * operator moved them. Nothing of the batch is durable, and reading goes on from where they are, as
 * far as they are still this instance's.
 */
public final class PositionsMoved extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Map<PartitionId, Long> resumeAt;

  /**
   * @param resumeAt where each of the batch's partitions is
   */
  public PositionsMoved(Map<PartitionId, Long> resumeAt) {
    super("the batch's partitions moved without this instance, to " + resumeAt);
    this.resumeAt = Map.copyOf(resumeAt);
  }

  public Map<PartitionId, Long> resumeAt() {
    return resumeAt;
  }
}
