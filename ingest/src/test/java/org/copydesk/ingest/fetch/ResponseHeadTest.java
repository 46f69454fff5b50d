package org.copydesk.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseHeadTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\"v\u2603\"", "\"v\u00e9\"", "\"v\u007f\"", "\"v\tw\""})
  void validatorThatCannotBeSentBackIsNone(String etag) {
    assertThat(head("etag", etag).validator("etag")).isEmpty();
    assertThat(head("etag", "x".repeat(201)).validator("etag")).isEmpty();
  }

  @Test
  void validatorIsGivenAsItWasSent() {
    assertThat(head("etag", "W/\"v 1\"").validator("ETag")).contains("W/\"v 1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "max-age=300, PT5M",
    "'public, Max-Age=60', PT1M",
    "'no-cache, max-age=300',",
    "'max-age=300, no-store',",
    "max-age=0,",
    "max-age=soon,",
  })
  void lifetimeIsWhatTheAnswerSaysUnlessItMustBeAskedForEachTime(
      String cacheControl, @Nullable Duration lifetime) {
    assertThat(head("cache-control", cacheControl).maxAge().orElse(null)).isEqualTo(lifetime);
  }

  private static ResponseHead head(String name, String value) {
    return new ResponseHead(200, Map.of(name, List.of(value)));
  }
}
