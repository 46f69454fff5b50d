package org.copydesk.pipeline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How pages become articles.
 *
 * @param deadline for one page
 * @param workers pages handled at a time
 * @param batchSize the most pages in one transaction
 */
public record ProcessConfig(Duration deadline, int workers, int batchSize) {
  public ProcessConfig {
    Objects.requireNonNull(deadline, "deadline");
  }
}
