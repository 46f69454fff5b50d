package org.copydesk.store.table;

import java.util.Objects;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.UrlOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a URL ended, to store.
 *
 * @param articleId the article it became or stands for, where there is one
 * @param times when it passed the stages
 */
public record OutcomeRow(UrlOutcome outcome, @Nullable String articleId, StageTimes times) {
  public OutcomeRow {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(times, "times");
  }
}
