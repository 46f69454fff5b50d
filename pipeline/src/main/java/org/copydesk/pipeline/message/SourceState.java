package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
 * @param trouble what the last failure was, or why it cannot be asked
 * @param nextReason a short code of why it is asked then
 * @param mended how often its answers had to be mended; null when never
 * @param missed how often entries came and went between two questions, and about how many; null
 *     when never
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
    @Nullable String trouble,
    @Nullable String nextReason,
    @Nullable Mended mended,
    @Nullable Missed missed) {

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

  /**
   * Answers that could be read only after repairs.
   *
   * @param answers how many
   * @param last when the last one came
   * @param repairs what was mended in the last one, as codes
   */
  public record Mended(long answers, Instant last, List<String> repairs) {
    @SuppressWarnings("ConstantValue") // JSON without the list gives null
    public Mended {
      Objects.requireNonNull(last, "last");
      repairs = repairs == null ? List.of() : List.copyOf(repairs);
    }
  }

  /**
   * Gaps: answers that share no entry with the one before. What came and went in between, nobody
   * has seen.
   *
   * @param gaps how many there were
   * @param entries about how many entries fell into them; null when it could be told of none
   * @param last when the answer behind the last one came
   */
  public record Missed(@JsonProperty("answers") long gaps, @Nullable Long entries, Instant last) {
    public Missed {
      Objects.requireNonNull(last, "last");
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
        sourceId, null, null, null, List.of(), null, null, null, null, null, null, 0, null, null,
        null, null);
  }

  /** The same with what makes the next question a conditional one. */
  public SourceState withValidators(
      @Nullable String newEtag, @Nullable String newLastModified, @Nullable String newBodyHash) {
    return changed(
        draft -> {
          draft.etag = newEtag;
          draft.lastModified = newLastModified;
          draft.bodyHash = newBodyHash;
        });
  }

  /** The same with other entries seen. */
  public SourceState withSeen(List<Seen> newSeen) {
    return changed(draft -> draft.seen = newSeen);
  }

  /** The same after a question that was answered: failures are over. */
  public SourceState answeredAt(Instant now) {
    return changed(
        draft -> {
          draft.polled = now;
          draft.succeeded = now;
          draft.failures = 0;
          draft.trouble = null;
        });
  }

  /** The same after one more question that failed. */
  public SourceState failedAt(Instant now, String newTrouble) {
    return changed(
        draft -> {
          draft.polled = now;
          draft.failures = failures + 1;
          draft.trouble = newTrouble;
        });
  }

  /** The same while it cannot be asked. */
  public SourceState waitingFor(String newTrouble, String reason) {
    return changed(
        draft -> {
          draft.trouble = newTrouble;
          draft.nextReason = reason;
        });
  }

  /** The same after a question whose answer lies elsewhere. */
  public SourceState askedAt(Instant now) {
    return changed(draft -> draft.polled = now);
  }

  /** The same after something new was shown. */
  public SourceState withNews(@Nullable Instant newest, @Nullable Duration newGap) {
    return changed(
        draft -> {
          draft.lastNew = newest;
          draft.newsGap = newGap;
        });
  }

  /** The same after one more answer that had to be mended. */
  public SourceState mendedAt(Instant now, List<String> repairs) {
    long answers = mended == null ? 1 : mended.answers() + 1;
    return changed(draft -> draft.mended = new Mended(answers, now, repairs));
  }

  /**
   * The same after one more answer that shows that entries were missed.
   *
   * @param entries about how many
   */
  public SourceState missedAt(Instant now, OptionalLong entries) {
    Missed before = missed == null ? new Missed(0, null, now) : missed;
    Long all = before.entries();
    if (entries.isPresent()) {
      all = (all == null ? 0 : all) + entries.getAsLong();
    }
    Missed after = new Missed(before.gaps() + 1, all, now);
    return changed(draft -> draft.missed = after);
  }

  /**
   * The same with another pause in force.
   *
   * @param from when the pause begins
   * @param reason a short code of why it is as long
   */
  public SourceState nextAfter(Instant from, Duration pause, String reason) {
    return nextAt(from.plus(pause), reason).changed(draft -> draft.interval = pause);
  }

  /** The same, asked at another time; the pause in force stays. */
  public SourceState nextAt(Instant next, String reason) {
    return changed(
        draft -> {
          draft.nextPoll = next;
          draft.nextReason = reason;
        });
  }

  private SourceState changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.state();
  }

  /** A state in the making: the one place that lists the components in their order. */
  private static final class Draft {
    private final String sourceId;
    private @Nullable String etag;
    private @Nullable String lastModified;
    private @Nullable String bodyHash;
    private List<Seen> seen;
    private @Nullable Instant polled;
    private @Nullable Instant succeeded;
    private @Nullable Instant lastNew;
    private @Nullable Instant nextPoll;
    private @Nullable Duration interval;
    private @Nullable Duration newsGap;
    private int failures;
    private @Nullable String trouble;
    private @Nullable String nextReason;
    private @Nullable Mended mended;
    private @Nullable Missed missed;

    Draft(SourceState state) {
      sourceId = state.sourceId;
      etag = state.etag;
      lastModified = state.lastModified;
      bodyHash = state.bodyHash;
      seen = state.seen;
      polled = state.polled;
      succeeded = state.succeeded;
      lastNew = state.lastNew;
      nextPoll = state.nextPoll;
      interval = state.interval;
      newsGap = state.newsGap;
      failures = state.failures;
      trouble = state.trouble;
      nextReason = state.nextReason;
      mended = state.mended;
      missed = state.missed;
    }

    SourceState state() {
      return new SourceState(
          sourceId,
          etag,
          lastModified,
          bodyHash,
          seen,
          polled,
          succeeded,
          lastNew,
          nextPoll,
          interval,
          newsGap,
          failures,
          trouble,
          nextReason,
          mended,
          missed);
    }
  }
}
