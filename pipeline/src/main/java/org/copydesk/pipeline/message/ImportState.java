package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How far a file was brought into the backfill lane: the value of {@code news.imports.v1}, keyed by
 * import id. It is written in the same transaction as the records up to that point, so an import
 * that is killed goes on there, and nothing is lost or written twice.
 *
 * @param id names the import: a hash of what the file holds, or of a name given to a stream
 * @param kind what is imported
 * @param name the file as it was named, for people
 * @param sourceId the source that its records are counted to
 * @param entries lines or WARC records that were read
 * @param offset where in the file the next one begins, in bytes; of a stream, 0
 * @param sent records that were written
 * @param skipped entries that gave none, by reason
 * @param finished whether the end was reached
 * @param at when this point was reached
 */
public record ImportState(
    String id,
    Kind kind,
    String name,
    String sourceId,
    long entries,
    long offset,
    long sent,
    Map<String, Long> skipped,
    boolean finished,
    Instant at) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.import.v1";

  /** What can be imported. */
  public enum Kind {
    @JsonProperty("urls")
    URLS,
    @JsonProperty("warc")
    WARC
  }

  public ImportState {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sourceId, "sourceId");
    Objects.requireNonNull(at, "at");
    // Empty maps are left out of the JSON.
    skipped = Map.copyOf(Objects.requireNonNullElse(skipped, Map.of()));
  }
}
