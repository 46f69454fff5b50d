package org.copydesk.pipeline.message;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What every record carries beside its value: the CloudEvents 1.0 attributes in the Kafka binding's
 * binary mode, a W3C traceparent that stays the same from discovery to storage, and the stages'
 * times.
 *
 * @param id names this record; unique for its source
 * @param source who wrote it, such as {@code /copydesk/process}
 * @param type what it is, such as {@code org.copydesk.article.v1}
 * @param time when it was written
 * @param contentType the media type of the value
 */
public record Envelope(
    String id,
    String source,
    String type,
    Instant time,
    String contentType,
    Traceparent traceparent,
    StageTimes times) {

  public static final String JSON = "application/json";

  public Headers toHeaders() {
    return Headers.empty()
        .with("ce_specversion", "1.0")
        .with("ce_id", id)
        .with("ce_source", source)
        .with("ce_type", type)
        .with("ce_time", time.toString())
        .with("content-type", contentType)
        .with("traceparent", traceparent.toString())
        .with(times.toHeaders());
  }

  /**
   * Reads the envelope back; {@code from(toHeaders())} equals the original.
   *
   * @throws UnreadableMessageException when an attribute is missing or malformed
   */
  public static Envelope from(Headers headers) {
    if (!"1.0".equals(required(headers, "ce_specversion"))) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.UNSUPPORTED_VERSION,
          "ce_specversion is not 1.0 but " + required(headers, "ce_specversion"));
    }
    return new Envelope(
        required(headers, "ce_id"),
        required(headers, "ce_source"),
        required(headers, "ce_type"),
        parseTime("ce_time", required(headers, "ce_time")),
        required(headers, "content-type"),
        Traceparent.parse(required(headers, "traceparent")),
        StageTimes.from(headers));
  }

  static String required(Headers headers, String name) {
    return headers
        .text(name)
        .orElseThrow(
            () ->
                new UnreadableMessageException(
                    UnreadableMessageException.Kind.MALFORMED, "header " + name + " is missing"));
  }

  static Instant parseTime(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED, "header " + name + " is not a time", e);
    }
  }
}
