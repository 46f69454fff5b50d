package org.copydesk.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "5, PT5S",
    "0, PT1S",
    "1000000000000, PT1H",
    "99999999999999999999999999, PT1H",
    "'Mon, 23 Nov 2026 12:10:00 GMT', PT10M",
    "'Mon, 23 Nov 2026 11:00:00 GMT', PT1S",
    "'Tue, 23 Nov 2027 11:00:00 GMT', PT1H",
    "'Monday, 23-Nov-26 12:10:00 GMT', PT10M",
    "'Mon Nov 23 12:10:00 2026', PT10M",
    "'Tue Dec  1 12:10:00 2026', PT1H",
    "soon,",
    "-5,",
    "'',",
  })
  void waitIsReadAndClamped(String header, @Nullable Duration wait) {
    ResponseHead head = new ResponseHead(503, Map.of("retry-after", List.of(header)));

    assertThat(RetryAfter.parse(head, Duration.ofHours(1), NOON).orElse(null)).isEqualTo(wait);
  }
}
