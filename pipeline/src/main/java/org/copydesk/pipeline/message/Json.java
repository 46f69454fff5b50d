package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the records' values are written and read: nulls and empty lists left out, times as ISO 8601,
 * enums in lower case with hyphens where they say so, unknown properties ignored so that an older
 * program can read a newer one's records. Thread-safe.
 */
public final class Json {
  /** Deeper values than this are refused; ours are at most five deep. */
  private static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private Json() {}

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads one value.
   *
   * @throws UnreadableMessageException when there are no bytes, or they are not that value's JSON
   */
  public static <T> T read(byte @Nullable [] bytes, Class<T> type) {
    if (bytes == null) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED, "no value for " + type.getSimpleName());
    }
    T value;
    try {
      value = MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED,
          "not the JSON of " + type.getSimpleName() + ": " + e.getOriginalMessage(),
          e);
    }
    if (value == null) {
      throw new UnreadableMessageException(
          UnreadableMessageException.Kind.MALFORMED, "JSON null for " + type.getSimpleName());
    }
    return value;
  }

  /** The mapper itself, for writing results of commands in the same form. */
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
