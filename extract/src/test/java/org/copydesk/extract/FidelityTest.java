package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.copydesk.extract.text.TextCleaner;
import org.copydesk.extract.text.WordCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FidelityTest {
  private static final String SENTENCE =
      "Die Bürgermeisterin eröffnete gestern die längste Fußgängerbrücke des Landes über den"
          + " Fluss.";

  private final Extractor extractor = Extractor.create();

  @Test
  void softHyphensAndZeroWidthCharactersAreGone() {
    assertThat(TextCleaner.clean("be\u00ADgrü\u200Bßen\uFEFF")).isEqualTo("begrüßen");
  }

  @Test
  void persianAndEmojiJoinersStay() {
    assertThat(TextCleaner.clean("می\u200Cروم")).isEqualTo("می\u200Cروم");
    assertThat(TextCleaner.clean("a\u200Cb")).isEqualTo("ab");
  }

  @Test
  void directionOverridesAreGone() {
    assertThat(TextCleaner.clean("a\u202Eb\u2066c")).isEqualTo("abc");
  }

  @Test
  void noBreakSpacesStayAndRunsOfSpacesBecomeOne() {
    assertThat(TextCleaner.clean(" 59\u00A0Euro  im \u00A0 Bus ")).isEqualTo("59\u00A0Euro im Bus");
  }

  @Test
  void textIsComposed() {
    assertThat(TextCleaner.clean("Cafe\u0301")).isEqualTo("Café");
  }

  @Test
  void towersOfCombiningMarksAreCut() {
    assertThat(TextCleaner.clean("Z" + "\u0301".repeat(10_000)).length()).isLessThan(20);
  }

  @Test
  void wordsOfNeighbouringBlocksAreNotGlued() {
    String page =
        "<html lang=de><article><h1>Brücke</h1><div><span>"
            + SENTENCE
            + "</span><br>"
            + SENTENCE
            + "<div>"
            + SENTENCE
            + "</div></div></article></html>";

    assertThat(body(extractor.extract(PageInput.of(page)))).doesNotContain("Fluss.Die");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, true", "UTF-16LE, true", "windows-1252, false", "ISO-8859-15, false"})
  void charsetIsFoundWithoutAHeader(String name, boolean marked) {
    String meta = marked ? "" : "<meta charset=" + name + ">";
    String page =
        (marked ? "\uFEFF" : "")
            + "<html><head>"
            + meta
            + "</head><body><p>"
            + SENTENCE
            + "</p></body>";

    Extraction extraction = extractor.extract(PageInput.of(page.getBytes(Charset.forName(name))));

    assertThat(body(extraction)).isEqualTo(SENTENCE);
  }

  @Test
  void utf8IsBelievedAgainstAWrongDeclaration() {
    String page = "<meta charset=windows-1251><p>" + SENTENCE + "</p><p>" + SENTENCE + "</p>";
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);

    Extraction extraction =
        extractor.extract(PageInput.of(bytes).withContentType("text/html; charset=gbk"));

    assertThat(body(extraction)).contains("längste Fußgängerbrücke");
  }

  @Test
  void textInTheStateOfScriptsIsFoundByItsBeginning() {
    StringBuilder state = new StringBuilder("{\"story\":{\"body\":{\"content\":[");
    for (int number = 1; number <= 6; number++) {
      state.append("{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"value\":\"");
      state.append(SENTENCE).append(' ').append(number).append(".\"}]},");
    }
    state.append("{\"type\":\"ad\"}]}}}");
    String page =
        "<html lang=de><h1>Brücke</h1><article><p>"
            + SENTENCE
            + " 1.</p></article><script type='application/json'>"
            + state
            + "</script></html>";

    assertThat(body(extractor.extract(PageInput.of(page)))).endsWith(" 6.").contains(" 2.\n\n");
  }

  @Test
  void charactersOfScriptsWithoutSpacesCountAsWords() {
    assertThat(WordCounter.count("朝市が再開 of the port’s")).isEqualTo(8);
  }

  private static String body(Extraction extraction) {
    return switch (extraction) {
      case Extraction.Found found -> found.article().articleBody();
      case Extraction.NotArticle not -> not.reason().code() + ": " + not.detail();
      case Extraction.Failed failed -> failed.failure().code();
    };
  }
}
