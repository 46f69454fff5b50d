package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The old harbour bridge closes",
        "the old harbour bridge",
        "ΟΙ ΠΡΟΣΦΥΓΕΣ ΕΦΤΑΣΑΝ",
        "ΚΛΕΙΝΕΙ Η ΣΤΟΑ ΣΗΜΕΡΑ",
      })
  void partOfTheHeadlineIsSimilar(String part) {
    Headline headline = Headline.of("Today: " + part + " in town, say mayors");

    assertThat(headline.similarity(part)).isPositive();
  }
}
