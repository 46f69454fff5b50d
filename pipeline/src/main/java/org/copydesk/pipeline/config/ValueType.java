package org.copydesk.pipeline.config;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of setting is written.
 *
 * @param expected completes the sentence "… is not", such as "a duration such as 2s"
 * @param parser gives the value of a text, or null when the text is not of this type
 * @param printer the way back: {@code parse(print(value)).equals(value)}
 */
record ValueType<T>(
    String expected, Function<String, @Nullable T> parser, Function<T, String> printer) {
  ValueType {
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(printer, "printer");
  }

  @Nullable T parse(String text) {
    return parser.apply(text.strip());
  }

  String print(T value) {
    return printer.apply(value);
  }
}
