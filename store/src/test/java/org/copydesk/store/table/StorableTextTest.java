package org.copydesk.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorableTextTest {

  @ParameterizedTest
  @MethodSource("unstorable")
  void whatCannotBeHeldIsReplacedVisibly(String given, String expected) {
    assertThat(StorableText.of(given)).isEqualTo(expected);
  }

  static Stream<Arguments> unstorable() {
    return Stream.of(
        Arguments.of("a\u0000b", "a\uFFFDb"),
        Arguments.of("\uD83D", "\uFFFD"),
        Arguments.of("\uDE00\uD83D", "\uFFFD\uFFFD"),
        Arguments.of("\uD83D\uD83D\uDE00", "\uFFFD\uD83D\uDE00"),
        Arguments.of("x\uDE00", "x\uFFFD"));
  }

  @Test
  void whatCanBeHeldStaysTheSameText() {
    String text = "Ünïcödé \uD83D\uDE00 '); DROP TABLE article; -- \\. ? $1 {} \u202E";

    assertThat(StorableText.of(text)).isSameAs(text);
  }
}
