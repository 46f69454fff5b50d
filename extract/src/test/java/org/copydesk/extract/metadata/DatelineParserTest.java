package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatelineParserTest {
  private final DatelineParser parser = new DatelineParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "TASS/.| Le ministre a parlé de ports.| - | TASS",
        "BERLIN (AFP) –| Der Fluss steigt weiter.| BERLIN | AFP",
        "PARIS, 3 mars (Reuters) -| La grève continue.| PARIS | Reuters",
        "MOSCOW, Dec 7 /TASS/.| The bridge opened.| MOSCOW | TASS",
        "MOSCOW, December 7. /TASS/.| The bridge opened.| MOSCOW | TASS",
        "Москва. 7 декабря. INTERFAX.RU -| Мост открыли.| Москва | Interfax",
        "МОСКВА, 7 дек — РИА Новости.| Мост открыли.| МОСКВА | RIA Novosti",
        "Berlin (dpa) -| Die Züge fahren wieder.| Berlin | dpa",
        "Hamburg (dpa/lno) –| Die Fähre fährt wieder.| Hamburg | dpa",
        "Madrid, 3 mar (EFE).-| El puente abre hoy.| Madrid | EFE",
        "(ANSA) - ROMA, 12 MAR -| Il ponte riapre.| ROMA | ANSA",
        "Lisboa, 03 mar 2020 (Lusa) -| A ponte abre hoje.| Lisboa | Lusa",
        "WASHINGTON (AP) —| The bridge opened.| WASHINGTON | AP",
        "New Delhi, Mar 3 (PTI)| The bridge opened.| New Delhi | PTI",
        "TOKYO (Kyodo) --| The bridge opened.| TOKYO | Kyodo",
        "新华社北京3月3日电（记者李某）|大桥今天通车。| 北京 | Xinhua",
        "(서울=연합뉴스)| 다리가 열렸다.| 서울 | Yonhap",
        "دبي (رويترز) -| افتتح الجسر اليوم.| دبي | Reuters",
        "Jakarta (ANTARA) -| Jembatan dibuka.| Jakarta | Antara",
        "ANKARA (AA) -| Köprü açıldı.| ANKARA | Anadolu",
        "LONDON —| The bridge opened.| LONDON | -",
      })
  void datelineIsCutExactly(String span, String rest, String place, String agency) {
    assertThat(parser.parse(span + " " + rest, null)).hasValue(new Dateline(place, agency, span));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The agency (AFP) was told of the bridge.",
        "TASS reported the opening of the bridge.",
        "The bridge opened - and closed again.",
        "Reuters. That is the name of an agency.",
        "A man from Berlin (34) was seen.",
        "He said: PARIS is far.",
      })
  void ordinaryTextHasNoDateline(String text) {
    assertThat(parser.parse(text, "en")).isEmpty();
  }

  @Test
  void emptyTextHasNoDateline() {
    assertThat(parser.parse("", null)).isEmpty();
    assertThat(parser.parse("   ", null)).isEmpty();
  }
}
