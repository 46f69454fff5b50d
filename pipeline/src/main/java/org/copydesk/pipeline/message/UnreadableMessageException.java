package org.copydesk.pipeline.message;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A record that cannot be read, for a reason of its own: it becomes a dead letter. */
public final class UnreadableMessageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Kind {
    /** The bytes or headers are not what they should be. */
    MALFORMED,
    /** It was written in a version that this program does not know. */
    UNSUPPORTED_VERSION
  }

  private final Kind kind;

  public UnreadableMessageException(Kind kind, String message) {
    this(kind, message, null);
  }

  public UnreadableMessageException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
