package org.copydesk.pipeline.kafka;

import java.util.Locale;

/** Why a record became a dead letter: the header {@code copydesk-reason}. */
public enum DeadLetterReason {
  /** Its bytes or headers cannot be read. */
  MALFORMED,
  /** It was written in a version that this program does not know. */
  UNSUPPORTED_VERSION,
  /** The page was not extracted within its deadline. */
  PARSE_TIMEOUT,
  /** The extraction failed for a fault of ours. */
  EXTRACT_ERROR,
  /** What it became is larger than its topic takes. */
  TOO_LARGE,
  /** The database refuses this row for its own sake. */
  REFUSED_BY_DATABASE;

  /** The code in headers, metrics and logs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
