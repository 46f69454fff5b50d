package org.copydesk.pipeline.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source from asking it: the value of {@code news.source-state.v1}, keyed by
 * source id, in the source's shard. Written only after the URLs that it counts as seen are
 * acknowledged.
 *
 * @param sourceId the source
 * @param etag validator of the last answer
 * @param lastModified the same, as the server wrote it
 * @param bodyHash SHA-256 of the last answer, for servers without validators
 * @param seen the entries shown lately, newest last, bounded
 * @param polled when it was asked last
 * @param succeeded when it last gave an answer that could be read
 * @param lastNew when it last showed something new
 * @param nextPoll when it is asked next
 * @param interval the pause between questions now in force
 * @param newsGap the usual time between two answers with something new; null until there were two
 * @param failures how many questions failed since the last success
 * @param trouble what the last failure was
 */
public record SourceState(
    String sourceId,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable String bodyHash,
    List<Seen> seen,
    @Nullable Instant polled,
    @Nullable Instant succeeded,
    @Nullable Instant lastNew,
    @Nullable Instant nextPoll,
    @Nullable Duration interval,
    @Nullable Duration newsGap,
    int failures,
    @Nullable String trouble) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.source-state.v1";

  /**
   * One entry that the source has shown.
   *
   * @param id the first 16 characters of the URL id: short, and a mix-up costs one look-up
   * @param updated when the entry says it was last changed, else published
   */
  public record Seen(String id, @Nullable Instant updated) {
    public Seen {
      Objects.requireNonNull(id, "id");
    }
  }

  @SuppressWarnings("ConstantValue") // JSON without the list gives null
  public SourceState {
    Objects.requireNonNull(sourceId, "sourceId");
    seen = seen == null ? List.of() : List.copyOf(seen);
  }

  /** Of a source that was never asked. */
  public static SourceState unknown(String sourceId) {
    return new SourceState(
        sourceId, null, null, null, List.of(), null, null, null, null, null, null, 0, null);
  }
}
