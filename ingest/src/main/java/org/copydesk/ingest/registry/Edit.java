package org.copydesk.ingest.registry;

import java.util.List;
import java.util.Locale;
import org.copydesk.pipeline.message.Source;

/**
 * What one wish of an operator comes to.
 *
 * @param result in a word
 * @param id the source it is about
 * @param detail the same for people
 * @param put what is to be written
 * @param removed what is to be taken out, with its state
 */
public record Edit(
    Result result, String id, String detail, List<Source> put, List<Source> removed) {

  /** What a wish can come to. */
  public enum Result {
    ADDED,
    CHANGED,
    REMOVED,
    /** It is so already. */
    UNCHANGED,
    /** It must not be done here; the detail says where. */
    REFUSED,
    /** There is no such source. */
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Edit {
    put = List.copyOf(put);
    removed = List.copyOf(removed);
  }

  static Edit nothing(Result result, String id, String detail) {
    return new Edit(result, id, detail, List.of(), List.of());
  }
}
