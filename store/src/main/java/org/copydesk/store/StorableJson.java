package org.copydesk.store;

import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.UnreadableMessageException;
import org.copydesk.store.table.StorableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the records' JSON as {@link Json} does, with every text in it, however deep, in the form
 * that {@link StorableText} gives. Thread-safe.
 */
final class StorableJson {
  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .addModule(
              new SimpleModule("storable-text")
                  .addDeserializer(String.class, new StorableString())
                  .addKeyDeserializer(String.class, new StorableKey()))
          .build();

  private StorableJson() {}

  /**
   * Reads one value.
   *
   * @throws UnreadableMessageException when the bytes are not that value's JSON
   */
  static <T> T read(byte[] bytes, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw malformed("not the JSON of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
    if (value == null) {
      throw malformed("JSON null for " + type.getSimpleName(), null);
    }
    return value;
  }

  private static UnreadableMessageException malformed(String message, @Nullable Throwable cause) {
    return new UnreadableMessageException(
        UnreadableMessageException.Kind.MALFORMED, message, cause);
  }

  private static final class StorableString extends StdScalarDeserializer<String> {
    StorableString() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      return StorableText.ofNullable(parser.getValueAsString());
    }
  }

  private static final class StorableKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return StorableText.of(key);
    }
  }
}
