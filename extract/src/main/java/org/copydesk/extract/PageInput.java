package org.copydesk.extract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTML page as it was served.
 *
 * @param bytes the body, content encoding removed; not copied, not to be changed while it is read
 * @param url where it was found: resolves links and gives evidence for dates and sections
 * @param contentType the HTTP header, with its charset if it had one
 * @param fetchedAt when it was fetched: bounds dates and resolves relative ones
 * @param deadline past it the extraction ends as {@link Extraction.Failed}
 */
@SuppressWarnings("ArrayRecordComponent") // pages are big and never compared
public record PageInput(
    byte[] bytes,
    @Nullable URI url,
    @Nullable String contentType,
    @Nullable Instant fetchedAt,
    Deadline deadline) {
  public PageInput {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(deadline, "deadline");
  }

  public static PageInput of(byte[] bytes) {
    return new PageInput(bytes, null, null, null, Deadline.never());
  }

  /** A page that is text already; its own charset declaration no longer counts. */
  public static PageInput of(String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    return new PageInput(bytes, null, "text/html; charset=utf-8", null, Deadline.never());
  }

  public PageInput withUrl(@Nullable URI newUrl) {
    return new PageInput(bytes, newUrl, contentType, fetchedAt, deadline);
  }

  public PageInput withContentType(@Nullable String newContentType) {
    return new PageInput(bytes, url, newContentType, fetchedAt, deadline);
  }

  public PageInput withFetchedAt(@Nullable Instant newFetchedAt) {
    return new PageInput(bytes, url, contentType, newFetchedAt, deadline);
  }

  public PageInput withDeadline(Deadline newDeadline) {
    return new PageInput(bytes, url, contentType, fetchedAt, newDeadline);
  }
}
