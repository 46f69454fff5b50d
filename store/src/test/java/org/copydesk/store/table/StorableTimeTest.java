package org.copydesk.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23, 2026-11-23T00:00:00Z",
    "2026-11-23T08:00:00, 2026-11-23T08:00:00Z",
    "2026-11-23T08:00:00+01:00, 2026-11-23T07:00:00Z",
    "2026-11-23T08:00:00.123456789Z, 2026-11-23T08:00:00.123456Z",
    "2026-11-23T08:00+05:30, 2026-11-23T02:30:00Z"
  })
  void theMomentOfAPublishedDateIsInUtc(String text, Instant expected) {
    assertThat(StorableTime.ofIso8601(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "T",
        "yesterday",
        "2026-13-45",
        "+300000-01-01",
        "+999999999-12-31T23:59:59.999999999-18:00",
        "-0044-03-15"
      })
  void whatIsNoHoldableMomentHasNone(String text) {
    assertThat(StorableTime.ofIso8601(text)).isEmpty();
  }
}
