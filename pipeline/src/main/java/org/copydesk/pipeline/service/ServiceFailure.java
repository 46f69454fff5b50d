package org.copydesk.pipeline.service;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Ends a service: what no retry can mend. The message is one sentence for the operator that says
 * what is wrong and what to do.
 */
public final class ServiceFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public ServiceFailure(ExitCode exitCode, String sentence) {
    this(exitCode, sentence, null);
  }

  public ServiceFailure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
