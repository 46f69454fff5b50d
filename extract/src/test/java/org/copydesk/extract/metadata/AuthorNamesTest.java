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
        "Dan Reed|Dan Reed",
        "By Dan Reed and Ada Quill|Dan Reed;Ada Quill",
        "Oleh Ada Quill dan Tom Reed|Ada Quill;Tom Reed",
        "a cura di Luca Bianchi|Luca Bianchi",
        "文・山田太郎|山田太郎",
        "Staff Writer Ada Quill|Ada Quill",
        "Gazette-Redakteurin Ada Quill|Ada Quill",
        "Redaktion Neue Medien|Redaktion Neue Medien",
        "Ada Quill, Content Marketing Coordinator|Ada Quill",
        "Ada Quill, Leeds-based|Ada Quill",
        "Par Ada Quill Et Tom Reed|Ada Quill;Tom Reed",
        "By ADA QUILL AND TOM REED, Staff Writers|ADA QUILL;TOM REED",
        "By DAN REED|DAN REED",
        "Ada Quill, Director Of Communications|Ada Quill",
        "Ada Quill, News Editor Lantern Gazette|Ada Quill",
        "Director Of Communications|Director Of Communications",
        "Ana Maria Petra|Ana Maria Petra",
        "By Ana Maria Petra and Tom de Beta|Ana Maria Petra;Tom de Beta",
        "Ana Maria Petra, Petra|Ana Maria Petra;Petra",
        "Ana Maria - Petra|Ana Maria;Petra",
        "Ana Maria (Petra)|Ana Maria",
        "Ana Maria for Petra|Ana Maria",
        "Tom Reed BETA|Tom Reed",
        "ANA MARIA BETA|ANA MARIA",
        "Tom Reed Reuters|Tom Reed",
      })
  void bylineYieldsNames(String byline, String names) {
    String text = byline.strip();

    assertThat(AuthorNames.declared(text)).isEqualTo(List.of(names.split(";", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "By Ada Quill, Berlin|Ada Quill",
        "Von Ada Quill, Hamburg|Ada Quill",
        "By Ada Quill and Tom Reed, Reuters|Ada Quill;Tom Reed;Reuters",
        "Par Ada Quill avec AFP|Ada Quill;AFP",
        "By ADA QUILL Associated Press|ADA QUILL",
        "By Ada Quill, The Associated Press|Ada Quill;The Associated Press",
        "By Reuters|Reuters",
        "By Associated Press|Associated Press",
        "By Madonna|Madonna",
        "記者 李明、王芳|李明;王芳",
      })
  void visibleBylineYieldsWhoSignedWithoutTheirTown(String byline, String names) {
    assertThat(AuthorNames.visible(byline)).isEqualTo(List.of(names.split(";", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "이 기사를 쓴 기자,false",
    "김철수 기자,true",
    "山田太郎 記者,true",
    "기자,false",
    "Ada Quill reporter,false",
    "김철수,false"
  })
  void shortLineThatEndsInTheWordForAReporterIsAByline(String line, boolean isByline) {
    assertThat(AuthorNames.isReporters(line)).isEqualTo(isByline);
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
