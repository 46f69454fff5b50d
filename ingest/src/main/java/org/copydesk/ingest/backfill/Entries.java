package org.copydesk.ingest.backfill;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The entries of a file, one after another. Not thread-safe. */
interface Entries extends AutoCloseable {

  /** The next entry; null at the end. */
  @Nullable Entry next() throws IOException;

  /** How many lines or records were passed, from the file's beginning. */
  long passed();

  /** Where in the file the next one begins, in bytes; 0 when only counting entries leads there. */
  long offset() throws IOException;

  @Override
  void close() throws IOException;
}
