package org.copydesk.pipeline.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fetched page: the value of {@code news.pages.v1} is the body, with its content encoding
 * removed; all else stands in headers.
 *
 * @param urlId the id of the URL that was asked for
 * @param url where the body came from, after redirects
 * @param requestedUrl the URL that was asked for
 * @param sourceId the source that showed the URL
 * @param fetchId a UUIDv7 that names this fetch
 * @param status the HTTP status
 * @param contentType the Content-Type header as served
 * @param truncated whether the body was longer and was cut
 * @param fetchedAt when the response was read
 * @param body the bytes; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pages are never compared, and copies of 5 MiB cost
public record FetchedPage(
    String urlId,
    String url,
    String requestedUrl,
    String sourceId,
    String fetchId,
    int status,
    @Nullable String contentType,
    boolean truncated,
    Instant fetchedAt,
    byte[] body) {

  /** The CloudEvents type. */
  public static final String TYPE = "org.copydesk.page.v1";

  /** The media type of a page that was served without one (RFC 2046 section 4.5.1). */
  public static final String UNKNOWN_CONTENT_TYPE = "application/octet-stream";

  /** The page's own headers; the envelope's come beside them. */
  public Headers toHeaders() {
    return Headers.empty()
        .with("copydesk-url-id", urlId)
        .with("copydesk-url", url)
        .with("copydesk-requested-url", requestedUrl)
        .with("copydesk-source-id", sourceId)
        .with("copydesk-fetch-id", fetchId)
        .with("copydesk-http-status", Integer.toString(status))
        .with("copydesk-truncated", Boolean.toString(truncated));
  }

  /**
   * Reads a page back.
   *
   * @throws UnreadableMessageException when a header is missing or malformed
   */
  public static FetchedPage from(Envelope envelope, Headers headers, byte[] body) {
    Instant fetched = envelope.times().fetched();
    if (fetched == null) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED, "header copydesk-fetched is missing");
    }
    return new FetchedPage(
        Envelope.required(headers, "copydesk-url-id"),
        Envelope.required(headers, "copydesk-url"),
        Envelope.required(headers, "copydesk-requested-url"),
        Envelope.required(headers, "copydesk-source-id"),
        Envelope.required(headers, "copydesk-fetch-id"),
        status(Envelope.required(headers, "copydesk-http-status")),
        envelope.contentType().equals(UNKNOWN_CONTENT_TYPE) ? null : envelope.contentType(),
        Boolean.parseBoolean(Envelope.required(headers, "copydesk-truncated")),
        fetched,
        body);
  }

  private static int status(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED, "not an HTTP status: " + text, e);
    }
  }
}
