package org.copydesk.ingest.backfill;

import org.copydesk.pipeline.message.ImportState;

/** Told what an import comes to, on its thread. */
public interface ImportListener {

  /** An entry gave no record. */
  void skipped(Entry.Skipped entry);

  /** Everything up to here is written. */
  void reached(ImportState point);

  /** It goes on later, for this reason. */
  void waiting(String reason);
}
