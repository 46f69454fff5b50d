package org.copydesk.pipeline.kafka;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Something that the work needs is away, full, locked or read-only for now: the work is tried again
 * for as long as it takes, and nothing is dropped.
 */
public final class DependencyUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String dependency;

  /**
   * @param dependency what is unavailable, in a word or two: "kafka", "database"
   */
  public DependencyUnavailable(String dependency, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.dependency = dependency;
  }

  public String dependency() {
    return dependency;
  }
}
