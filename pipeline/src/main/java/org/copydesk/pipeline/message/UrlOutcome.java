package org.copydesk.pipeline.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a URL ended that did not become an article: the value of {@code news.outcomes.v1}, keyed by
 * URL id.
 *
 * @param urlId the id of the normalised URL
 * @param url the normalised URL
 * @param disposition how it ended
 * @param reason a short code such as {@code robots} or {@code section-front}
 * @param detail a sentence for people
 * @param sourceId the source that showed the URL
 * @param fetchId the fetch, where there was one
 * @param stage the stage that decided: ingest, process or store
 * @param at when it was decided
 */
public record UrlOutcome(
    String urlId,
    String url,
    Disposition disposition,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable String sourceId,
    @Nullable String fetchId,
    String stage,
    Instant at) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.outcome.v1";
}
