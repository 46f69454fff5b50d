package org.copydesk.app.cli;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How commands write JSON: as the records on the wire are, indented for people. */
final class Json {
  private static final JsonMapper MAPPER = org.copydesk.pipeline.message.Json.mapper();
  private static final ObjectWriter PRETTY =
      MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static String pretty(Object value) {
    return PRETTY.writeValueAsString(value);
  }

  /** Without any line break. */
  static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** An array, element by element, so that the whole text is never in memory at once. */
  static void array(List<?> values, Consumer<String> into) {
    String begin = "[\n";
    for (Object value : values) {
      into.accept(begin + pretty(value));
      begin = ",\n";
    }
    into.accept(values.isEmpty() ? "[]\n" : "\n]\n");
  }
}
