package org.copydesk.ingest.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RobotsTagTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noindex | true",
        "NoIndex, nofollow | true",
        "none | true",
        "copydesk: noindex | true",
        "max-snippet: 20, noindex | true",
        "unavailable_after: 25 Jun 2030 15:00:00 PST | false",
        "googlebot: noindex | false",
        "otherbot: noindex, nofollow | false",
        "noarchive | false",
        "nofollow | false",
        "index, follow | false",
        "'' | false",
      })
  void onlyWhatIsMeantForUsForbids(String value, boolean forbids) {
    assertThat(RobotsTag.forbids(List.of(value))).isEqualTo(forbids);
  }
}
