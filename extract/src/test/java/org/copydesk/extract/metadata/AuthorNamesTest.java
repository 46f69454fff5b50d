package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "By Ada Quill|Ada Quill",
        "BY ADA QUILL AND TOM REED|ADA QUILL;TOM REED",
        "Written by Ada Quill, Senior Political Correspondent|Ada Quill",
        "Ada Quill, Tom Reed & Lee Marsh|Ada Quill;Tom Reed;Lee Marsh",
        "Von Ada Quill und Tom Reed, Berlin-Korrespondent|Ada Quill;Tom Reed",
        "Par Ada Quill et Tom Reed|Ada Quill;Tom Reed",
        "Por Ada Quill y Tom Reed|Ada Quill;Tom Reed",
        "di Ada Quill|Ada Quill",
        "Di Maio|Di Maio",
        "Автор: Ада Квилл|Ада Квилл",
        "文/ 李明|李明",
        "記者 李明|李明",
        "Ada Quill (ada@gazette.example)|Ada Quill",
        "Ada Quill @adaquill|Ada Quill",
        "Ada Quill · Published March 4, 2026|Ada Quill",
        "Ada Quill for the Gazette|Ada Quill",
        "Tom Reed, Jr.|Tom Reed, Jr.",
        "Ursula van der Meer|Ursula van der Meer",
        "Ada Quill, PhD|Ada Quill",
        "Ada Quill, ada quill|Ada Quill",
        "News Staff|News Staff",
        "Von unserem Korrespondenten Jens Becker|Jens Becker",
        "Door onze redacteur Piet van der Berg|Piet van der Berg",
        "记者 王小明 报道|王小明",
        "【田中太郎】|田中太郎",
        "Ada Quill ada.quill@gazette.example @adaquill|Ada Quill",
        "By Ada Quill; photographs by Tom Reed|Ada Quill",
        "Ada Quill ∙ Paid|Ada Quill",
        "Thorsten Reed, Reuters|Thorsten Reed;Reuters",
      })
  void bylineYieldsNames(String byline, String names) {
    String text = byline.strip();

    assertThat(AuthorNames.declared(text)).isEqualTo(List.of(names.split(";", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://gazette.example/staff",
        "admin",
        "5 minutes",
        "March 4, 2026",
        "Follow us",
        "By",
        "Staff",
        "''",
        "@handle",
        "Advertisement",
        "Foto: Tom Reed",
        "Photos by Tom Reed",
        "Medically reviewed by Tom Reed",
      })
  void whatNamesNobodyYieldsNothing(String text) {
    assertThat(AuthorNames.visible(text)).isEmpty();
  }
}
