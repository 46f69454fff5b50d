package org.copydesk.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the original's key, value and headers untouched, and beside them the headers
 * that Spring Kafka writes, because the common consoles read those, and our own. Thread-safe.
 *
 * @see <a href="https://docs.spring.io/spring-kafka/reference/">Spring Kafka, dead letters</a>
 */
public final class DeadLetters {
  private static final String SPRING = "kafka_dlt-";
  private static final int MAX_MESSAGE_CHARS = 1024;
  private static final int MAX_STACK_TRACE_CHARS = 8 * 1024;

  private final String stage;
  private final String group;
  private final Clock clock;

  /**
   * @param stage the stage that gives up: ingest, process or store
   * @param group its consumer group
   */
  public DeadLetters(String stage, String group, Clock clock) {
    this.stage = stage;
    this.group = group;
    this.clock = clock;
  }

  /** The dead letter of a record, for the original's partition of its topic's dead letters. */
  public Outgoing of(
      Incoming original,
      DeadLetterReason reason,
      String message,
      @Nullable Throwable cause,
      int attempts) {
    Headers headers =
        original
            .headers()
            .withoutPrefix(SPRING)
            .with(where(original))
            .with(SPRING + "exception-fqcn", cause == null ? "" : cause.getClass().getName())
            .with(SPRING + "exception-message", cut(message, MAX_MESSAGE_CHARS))
            .with(SPRING + "exception-stacktrace", stackTrace(cause))
            .with("copydesk-stage", stage)
            .with("copydesk-reason", reason.code())
            .with("copydesk-attempts", Integer.toString(attempts))
            .with("copydesk-failed-at", clock.instant().toString());
    return new Outgoing(
        Topics.deadLetter(original.partition().topic()),
        original.partition().partition(),
        original.key(),
        original.value(),
        headers);
  }

  private Headers where(Incoming original) {
    return Headers.empty()
        .with(SPRING + "original-topic", original.partition().topic())
        .with(
            SPRING + "original-partition",
            ByteBuffer.allocate(Integer.BYTES).putInt(original.partition().partition()).array())
        .with(SPRING + "original-offset", bytes(original.offset()))
        .with(SPRING + "original-timestamp", bytes(original.timestamp().toEpochMilli()))
        .with(SPRING + "original-timestamp-type", "CreateTime")
        .with(SPRING + "original-consumer-group", group);
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] stackTrace(@Nullable Throwable cause) {
    if (cause == null) {
      return new byte[0];
    }
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return cut(text.toString(), MAX_STACK_TRACE_CHARS).getBytes(UTF_8);
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }
}
