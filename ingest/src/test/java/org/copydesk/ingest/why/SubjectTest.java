package org.copydesk.ingest.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTest {

  @Test
  void urlIsNormalisedAndAHostIsItsAuthority() {
    assertThat(Subject.parse("HTTPS://News.example:443/a?utm_source=x#y").orElseThrow().name())
        .isEqualTo("https://news.example/a");
    assertThat(Subject.parse("News.example:8080").orElseThrow())
        .isEqualTo(new Subject("news.example:8080", null));
    assertThat(Subject.parse("news.example:443").orElseThrow().authority())
        .isEqualTo("news.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "news.example/a", "ftp://news.example/", "http://", "a b", "u@h"})
  void anythingElseIsNoSubject(String text) {
    assertThat(Subject.parse(text)).isEmpty();
  }
}
