package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaLinesTest {
  private final MetaLines lines = MetaLines.BUNDLED;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ημερομηνία δημοσίευσης: 29 Δεκεμβρίου 2011",
        "Published 3 March 2024, 10:15",
        "Posted: Mar 3, 2024 / 10:15 AM EST",
        "Last updated on March 3, 2024",
        "Stand: 3. März 2024, 10:15 Uhr",
        "Veröffentlicht am 03.03.2024",
        "Publié le 3 mars 2024 à 10h15",
        "Publicado em 3 de abril de 2024 às 10h15"
      })
  void labelledDateIsNoText(String line) {
    assertThat(lines.find(line, false)).contains("date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "March 3, 2024 | 10:15 AM",
        "3. März 2024, 10:15 Uhr",
        "3 marca 2024, 10:15",
        "3 марта 2024, 10:15",
        "2024年3月3日 10時15分"
      })
  void bareDateIsNoTextAtTheTopAlone(String line) {
    assertThat(lines.find(line, true)).contains("date");
    assertThat(lines.find(line, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 min read", "Lesezeit: 3 Minuten", "Temps de lecture : 3 min"})
  void readingTimeIsNoText(String line) {
    assertThat(lines.find(line, false)).contains("reading-time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Photo: Ann Lee/AP",
        "Foto: dpa",
        "Fot. PAP",
        "Crédit photo : AFP",
        "Фото: ТАСС",
        "The old bridge on Tuesday. Photo: Ann Lee / Example Press",
        "The old bridge on Tuesday. (Photo: Ann Lee/Example Press)"
      })
  void creditOfAPictureIsACaption(String line) {
    assertThat(lines.find(line, false)).contains("caption");
  }

  @ParameterizedTest
  @ValueSource(strings = {"责任编辑：王小明", "2024-03-03 10:15:20 来源：新华社"})
  void editorAndSourceAreAByline(String line) {
    assertThat(lines.find(line, false)).contains("byline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On 3 March 2024 the bridge was closed.",
        "The second edition was published on 3 March 2024",
        "It took 3 minutes to read",
        "14,000 cars",
        "4",
        "Was it 3 March 2024?",
        "“3 March 2024”",
        "She took the photo: a bridge in the fog",
        "Photo: the mayor was not there when it was taken.",
        "The photo: Ann Lee",
        "来源：这座桥每天约有一万四千辆汽车通过，司机们将不得不使用北部的隧道。"
      })
  void textIsNone(String line) {
    assertThat(lines.find(line, true)).isEmpty();
  }

  @Test
  void longLineOfDatesIsText() {
    assertThat(lines.find("3 March 2024, ".repeat(10), true)).isEmpty();
  }
}
