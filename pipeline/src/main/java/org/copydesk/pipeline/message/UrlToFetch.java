package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One URL to fetch: the value of {@code news.urls.v1}, keyed by authority.
 *
 * @param urlId the id of the normalised URL
 * @param url the normalised URL
 * @param sourceId the source that showed it
 * @param why what makes it worth a request
 * @param published when the source says it was published
 * @param updated when the source says it was last changed
 * @param title what the source calls it
 */
public record UrlToFetch(
    String urlId,
    String url,
    String sourceId,
    Why why,
    @Nullable Instant published,
    @Nullable Instant updated,
    @Nullable String title) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.url.v1";

  @SuppressWarnings("ConstantValue") // JSON can lack it
  public UrlToFetch {
    // Of a source thousands of URLs may wait in memory: its id does once.
    sourceId = sourceId == null ? sourceId : sourceId.intern();
  }

  /** Why a URL is to be fetched. */
  public enum Why {
    /** A source showed it for the first time. */
    @JsonProperty("new")
    NEW,
    /** A source says that it changed. */
    @JsonProperty("updated")
    UPDATED,
    /** Another URL redirected to it. */
    @JsonProperty("redirect")
    REDIRECT,
    /** Looked at again to see corrections. */
    @JsonProperty("revisit")
    REVISIT
  }
}
