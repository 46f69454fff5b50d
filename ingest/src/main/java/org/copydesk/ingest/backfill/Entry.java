package org.copydesk.ingest.backfill;

import java.util.Objects;
import org.copydesk.pipeline.kafka.Outgoing;
import org.jspecify.annotations.Nullable;

/** One entry of an imported file: a line, or a record of an archive. */
public sealed interface Entry {

  /** Gives a record for the backfill lane. */
  record Usable(Outgoing record) implements Entry {
    public Usable {
      Objects.requireNonNull(record, "record");
    }
  }

  /**
   * Gives none.
   *
   * @param number its line, or its place among the archive's records, from 1
   * @param offset where it begins in the file, in bytes
   * @param reason a short code
   * @param isFault whether the file is wrong there; an archive also holds what is no page
   * @param what the line, or the URL of the record, where it has one; cut, and as it was found
   */
  record Skipped(
      long number,
      long offset,
      String reason,
      boolean isFault,
      @Nullable String what,
      String detail)
      implements Entry {
    public Skipped {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }
}
