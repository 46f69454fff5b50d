package org.copydesk.pipeline.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an article passed each stage, so that latency needs no look into the payload.
 *
 * @param published when the source says that it was published
 * @param discovered when a poll of its source first showed it
 * @param fetched when its page was fetched
 * @param processed when the page was made an article or an outcome
 */
public record StageTimes(
    @Nullable Instant published,
    @Nullable Instant discovered,
    @Nullable Instant fetched,
    @Nullable Instant processed) {

  private static final StageTimes NONE = new StageTimes(null, null, null, null);

  public static StageTimes none() {
    return NONE;
  }

  public StageTimes withPublished(@Nullable Instant time) {
    return new StageTimes(time, discovered, fetched, processed);
  }

  public StageTimes withDiscovered(Instant time) {
    return new StageTimes(published, time, fetched, processed);
  }

  public StageTimes withFetched(Instant time) {
    return new StageTimes(published, discovered, time, processed);
  }

  public StageTimes withProcessed(Instant time) {
    return new StageTimes(published, discovered, fetched, time);
  }

  Headers toHeaders() {
    Headers headers = Headers.empty();
    headers = put(headers, "copydesk-published", published);
    headers = put(headers, "copydesk-discovered", discovered);
    headers = put(headers, "copydesk-fetched", fetched);
    return put(headers, "copydesk-processed", processed);
  }

  static StageTimes from(Headers headers) {
    return new StageTimes(
        instant(headers, "copydesk-published"),
        instant(headers, "copydesk-discovered"),
        instant(headers, "copydesk-fetched"),
        instant(headers, "copydesk-processed"));
  }

  private static Headers put(Headers headers, String name, @Nullable Instant time) {
    return time == null ? headers : headers.with(name, time.toString());
  }

  private static @Nullable Instant instant(Headers headers, String name) {
    return headers.text(name).map(text -> Envelope.parseTime(name, text)).orElse(null);
  }
}
