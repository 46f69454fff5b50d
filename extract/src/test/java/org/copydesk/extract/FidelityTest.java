package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.copydesk.extract.text.TextCleaner;
import org.copydesk.extract.text.WordCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0D05\u0D35\u0D28\u0D4D\u200D \u0D2A\u0D31", // a letter of Malayalam without a vowel
        "\u0D15\u0D1F\u0D15\u0D33\u0D4D\u200D",
        "\u0915\u094D\u200D\u092F\u094B\u0902",
        "\uD83D\uDC08\u200D\u2B1B", // a black cat
        "\uD83C\uDFF4\u200D\u2620\uFE0F"
      })
  void joinersThatAreSeenStay(String text) {
    assertThat(TextCleaner.clean(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\u000B", "\u007F"})
  void separatorsAndControlsBetweenWordsAreSpaces(String separator) {
    assertThat(TextCleaner.clean("voted" + separator + "on")).isEqualTo("voted on");
  }

  @Test
  void halvesOfPairsStayTogetherWhereMarksAreCut() {
    String mark = "\uD83A\uDCD0";

    String clean = TextCleaner.clean("a\u0301\u0302" + mark.repeat(100));

    assertThat(clean).contains(mark).hasSizeLessThan(40);
    assertThat(clean.codePoints())
        .noneMatch(sign -> Character.getType(sign) == Character.SURROGATE);
  }

  @Test
  void metadataIsComposedToo() {
    String page =
        "<html lang=fr><head><title>Le cafe\u0301 rouvert</title>"
            + "<meta name=author content='Andre\u0301 Pic'>"
            + "<meta name=description content='Un e\u0301te\u0301'></head><article>"
            + "<h1>Le cafe\u0301 rouvert</h1><p>"
            + SENTENCE.repeat(4)
            + "</p></article></html>";

    Article article = ((Extraction.Found) extractor.extract(PageInput.of(page))).article();

    assertThat(article.headline()).isEqualTo("Le café rouvert");
    assertThat(article.authors()).extracting(Author::name).containsExactly("André Pic");
    assertThat(article.description()).isEqualTo("Un été");
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
  void spacesOfAllKindsAtTheEndsAreGone() {
    String spaces = " \u00A0\u1680\u2003\u2028\u202F\u205F\u3000";

    assertThat(TextCleaner.clean(spaces + "im Bus" + spaces)).isEqualTo("im Bus");
  }

  @Test
  void textIsComposed() {
    assertThat(TextCleaner.clean("Cafe\u0301")).isEqualTo("Café");
  }

  @Test
  void linesOfNoBreakSpacesPartTheParagraphsOfAText() {
    Extraction extraction = extractor.extractText(TextInput.of("Am Fluss.\n\u00A0\nIm Tal."));

    assertThat(body(extraction)).isEqualTo("Am Fluss.\n\nIm Tal.");
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
  @ValueSource(
      strings = {
        "<div>Gestern war sie <x-tip>in <b>Bonn</b></x-tip> und sprach dort mit vielen.</div>",
        "<ul><li>Gestern war sie <app-link>in Bonn</app-link> und sprach dort mit vielen.</ul>",
        "<p>Gestern war sie <i><x-tip>in</x-tip> Bonn</i> und sprach dort mit vielen.</p>"
      })
  void elementsOfThePagesOwnRunOnBesideText(String piece) {
    String page = "<html lang=de><article><h1>Brücke</h1>" + paragraphs() + piece + paragraphs();

    assertThat(body(extractor.extract(PageInput.of(page))))
        .contains("Gestern war sie in Bonn und sprach dort mit vielen.");
  }

  @Test
  void spansShownAsBlocksAreNotGlued() {
    String span = "<span style='display: block'>" + SENTENCE + "</span>";
    String page = "<html lang=de><article><h1>Brücke</h1><div>" + span.repeat(4) + "</div>";

    assertThat(body(extractor.extract(PageInput.of(page)))).contains("Fluss.\n\nDie");
  }

  @Test
  void largeFirstLetterStaysInItsWord() {
    String letter = "<span style='display:block; float:left; font-size:3em'>D</span>";
    String page = "<article><h1>Brücke</h1><p>" + letter + SENTENCE.substring(1) + "</p>";

    assertThat(body(extractor.extract(PageInput.of(page)))).isEqualTo(SENTENCE);
  }

  @Test
  void linkShownAsABlockIsStillALink() {
    String link = "<a style='display:block' href=/x>Why the market hall burned down twice</a>";
    String page = "<article><h1>Brücke</h1><p>" + SENTENCE + "</p>" + link + "<p>" + SENTENCE;

    assertThat(extractor.extract(PageInput.of(page)).trace().blocks())
        .filteredOn(block -> block.features().linkDensity() == 1)
        .extracting(Trace.BlockDecision::text)
        .containsExactly("Why the market hall burned down twice");
  }

  @Test
  void textFromRightToLeftIsShownSo() {
    Extraction extraction = extractor.extractText(TextInput.of("מועצת העיר החליטה לבנות מחדש."));

    assertThat(ArticleHtml.write(((Extraction.Found) extraction).article()))
        .startsWith("<article dir=\"auto\">");
  }

  @Test
  void anchorThatOnlyNamesAPlaceLinksNothing() {
    String page = "<html lang=de><div><h1>Brücke</h1><a name='top'/>" + paragraphs() + "</div>";

    assertThat(body(extractor.extract(PageInput.of(page)))).contains(SENTENCE);
  }

  private static String paragraphs() {
    return ("<p>" + SENTENCE.repeat(2) + "</p>").repeat(3);
  }

  /** Labels that Java knows and browsers do not, or know as another charset. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unicode",
        "iso-10646-ucs-2",
        "ibm037",
        "cp930",
        "utf-32",
        "x-utf-16le-bom",
        "iso-2022-kr",
        "cesu-8",
        "jis_x0212-1990"
      })
  void charsetsThatNoBrowserKnowsAreNotUsed(String label) {
    String page = "<html lang=de><meta charset=" + label + "><article>" + paragraphs();

    Article article = article(page.getBytes(Charset.forName("windows-1252")));

    assertThat(article.articleBody()).contains(SENTENCE);
    assertThat(article.notices()).containsExactly(Article.Notice.CHARSET_GUESSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "ISO-2022-JP"})
  void charsetThatItsBytesGiveAwayIsFound(String name) {
    String sentence = "議会は月曜日、古い桟橋を再建することを決めた。工事には二年かかる見込みだという。";
    String page = "<html lang=ja><article>" + ("<p>" + sentence.repeat(2) + "</p>").repeat(3);

    assertThat(article(page.getBytes(Charset.forName(name))).articleBody()).contains(sentence);
  }

  /** The detector's name for it is none of the web's. */
  @ParameterizedTest
  @ValueSource(strings = {"", "text/html; charset=tis620"})
  void thaiThatNothingDeclaresAsBrowsersDoIsDetected(String type) {
    String sentence = "สภาเมืองลงมติให้ซ่อมสะพานเก่าข้ามแม่น้ำ “หลังพายุ” เมื่อวันอังคาร";
    String page = "<html><article>" + ("<p>" + sentence.repeat(3) + "</p>").repeat(3);
    byte[] bytes = page.getBytes(Charset.forName("windows-874"));

    Extraction extraction = extractor.extract(PageInput.of(bytes).withContentType(type));

    assertThat(body(extraction)).contains(sentence);
  }

  @Test
  void charsetInACommentIsNone() {
    String page =
        "<html lang=de><!-- <meta charset=windows-1251> --><meta charset=windows-1252><article>"
            + paragraphs();

    assertThat(article(page.getBytes(Charset.forName("windows-1252"))).articleBody())
        .contains(SENTENCE);
  }

  private Article article(byte[] page) {
    return ((Extraction.Found) extractor.extract(PageInput.of(page))).article();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Le cafÃ© de la mairie a Ã©tÃ© rouvert hier, aprÃ¨s onze mois de travaux dans la ville.
          â€œWe waited for years,â€ said the mayor, â€œand now itâ€™s here, at the old harbour.
          ÐŸÑ€ÐµÐ·Ð¸Ð´ÐµÐ½Ñ‚ Ð¾Ñ‚ÐºÑ€Ñ‹Ð» Ð¼Ð¾ÑÑ‚ Ñ‡ÐµÑ€ÐµÐ· Ñ€ÐµÐºÑƒ Ð²Ñ‡ÐµÑ€Ð°.
          РџСЂРµР·РёРґРµРЅС‚ РѕС‚РєСЂС‹Р» РјРѕСЃС‚ С‡РµСЂРµР· СЂРµРєСѓ РІС‡РµСЂР° СѓС‚СЂРѕРј.
          """)
  void mojibakeIsNoticedAndLeftAsItIs(String text) {
    Article article = article(text);

    assertThat(article.notices()).containsExactly(Article.Notice.MOJIBAKE);
    assertThat(article.articleBody()).startsWith(text.substring(0, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Die Äußerung des Bürgermeisters über Ärger und Öl – „Ölpreise“ – fiel am späten Abend.
          A decisão da Câmara de SÃO JOÃO não agradou: a AÇÃO continua até amanhã, disse Ângela.
          ЧЕРЕЗ РЕКУ: мост в Ростове открыли вчера, С. Петров и Р. Иванов были на церемонии там.
          Різдво у Рівному: Рік тому Сіль коштувала менше, а СІЧ була теплою, кажуть у селі люди.
          El CAÑÓN y la SEÑORA Peña: «Ñandú» es el título, según él, de la obra que verán todos.
          """)
  void textOfManyLanguagesIsNoMojibake(String text) {
    assertThat(article(text).notices()).isEmpty();
  }

  @Test
  void charactersThatNoCharsetExplainsAreNoticed() {
    assertThat(article(SENTENCE + " Er kostete 40 \uFFFD.").notices())
        .containsExactly(Article.Notice.UNDECODABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pl|windows-1250|Władze miasta zamknęły most, ponieważ inżynierowie znaleźli pęknięcia w środku.
          pl|ISO-8859-2|Władze miasta zamknęły most, ponieważ inżynierowie znaleźli pęknięcia w środku.
          cs|windows-1250|Rada v úterý večer rozhodla, že starý most přes řeku šest měsíců uzavře kvůli trhlinám.
          hu|ISO-8859-2|A tanács úgy döntött, hogy a régi hidat legalább két évre lezárják, mert őrült repedések nőttek.
          tr|windows-1254|Belediye meclisi eski köprüyü iki yıl kapatmaya karar verdi; mühendisler çatlaklar buldu, işçiler geldi.
          ar|windows-1256|قرر مجلس المدينة إغلاق الجسر القديم لمدة عامين على الأقل بعد العثور على شقوق.
          ru|KOI8-R|Городской совет решил закрыть старый мост через реку не менее чем на два года.
          ru|windows-1251|Городской совет решил закрыть старый мост через реку не менее чем на два года.
          el|windows-1253|Το δημοτικό συμβούλιο αποφάσισε να κλείσει την παλιά γέφυρα για δύο χρόνια.
          he|windows-1255|מועצת העיר החליטה לסגור את הגשר הישן לשנתיים לפחות בגלל סדקים בעמודים.
          lt|windows-1257|Miesto taryba nusprendė uždaryti senąjį tiltą dvejiems metams, nes inžinieriai rado įtrūkimų.
          """)
  void languageChoosesTheCharsetThatNothingDeclaresAndANoticeSaysSo(
      String language, String charset, String text) {
    byte[] page =
        "<html lang=%s><title>x</title><article><p>%s<p>%s</article></html>"
            .formatted(language, text, text)
            .getBytes(Charset.forName(charset));

    Extraction extraction = extractor.extract(PageInput.of(page));

    assertThat(extraction)
        .isInstanceOfSatisfying(
            Extraction.Found.class,
            found -> {
              assertThat(found.article().articleBody()).startsWith(text);
              assertThat(found.article().notices()).containsExactly(Article.Notice.CHARSET_GUESSED);
            });
  }

  @Test
  void textOfAPageIsComposedWithoutInvisibleCharactersAndDoubledSpaces() {
    String text =
        "Die Bu\u0308rger\u00ADmeisterin ero\u0308ff\u200Bnete  \n gestern"
            + " die<!-- x --> <b>la\u0308ngste</b> Brücke\uFEFF des <i>Landes</i>, am Fluß.";

    assertThat(article(text).articleBody())
        .isEqualTo("Die Bürgermeisterin eröffnete gestern die längste Brücke des Landes, am Fluß.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <p>%s</p><p>%s</p>
          <div>%s</div><div>%s</div>
          <div>%s<br><br>%s</div>
          <div>%s<p>%s</p></div>
          <ul><li>%s</li><li>%s</li></ul>
          <table><tr><td>%s</td><td>%s</td></tr></table>
          <blockquote>%s</blockquote>%s
          <p>%s<span> </span>%s</p>
          <p>%s<br>%s</p>
          <p>%s&nbsp;%s</p>
          <section>%s</section><!-- c --><section>%s</section>
          <p>%s<img src=a.png alt=x> %s</p>
          """)
  void noWordsAreGluedWhateverPartsThem(String build) {
    String page = build.formatted(SENTENCE, SENTENCE);

    assertThat(body(extractor.extract(PageInput.of("<html lang=de><article>" + page))))
        .doesNotContain("Fluss.Die")
        .contains("Fluss.");
  }

  private Article article(String text) {
    String page = "<html><meta charset=utf-8><article><p>" + text + "</p></article></html>";
    return switch (extractor.extract(PageInput.of(page))) {
      case Extraction.Found found -> found.article();
      case Extraction.NotArticle not -> throw new AssertionError(not.detail());
      case Extraction.Failed failed -> throw new AssertionError(failed.detail());
    };
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
