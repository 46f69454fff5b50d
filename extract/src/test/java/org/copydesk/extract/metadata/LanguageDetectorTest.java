package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
  private static final String GERMAN =
      "Die Fähre fährt seit heute wieder, und die Inseln sind nach dem Sturm nicht mehr ohne Brot."
          + " Der Hafen war drei Tage lang geschlossen, weil die Wellen zu hoch für das Schiff waren.";

  private final LanguageDetector detector = new LanguageDetector();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The ferry has been running again since today, and the islands are no longer without bread after the storm.",
        "fr|Le ferry circule de nouveau depuis ce matin, et les îles ne sont plus privées de pain après la tempête.",
        "es|El barco vuelve a salir desde hoy y las islas ya no están sin pan después de la tormenta de la semana.",
        "it|Il traghetto è di nuovo in servizio da oggi e le isole non sono più senza pane dopo la tempesta.",
        "pt|O barco voltou a sair hoje e as ilhas já não estão sem pão depois da tempestade da semana passada.",
        "nl|De veerboot vaart sinds vandaag weer en de eilanden zitten na de storm niet langer zonder brood.",
        "sv|Färjan går igen från i dag och öarna är inte längre utan bröd efter stormen som var här.",
        "pl|Prom kursuje znowu od dzisiaj, a wyspy nie są już bez chleba po burzy, która była w tym tygodniu.",
        "cs|Trajekt jezdí od dneška znovu a ostrovy už nejsou po bouři bez chleba, protože přístav je otevřený.",
        "hu|A komp ma reggel óta újra közlekedik, és a szigetek már nincsenek kenyér nélkül a vihar után.",
        "tr|Feribot bugün yeniden çalışmaya başladı ve adalar fırtınadan sonra artık ekmeksiz değil, dedi.",
        "ru|Паром снова ходит с сегодняшнего дня, и острова после шторма больше не остаются без хлеба.",
        "uk|Пором знову ходить від сьогодні, і острови після шторму вже не залишаються без хліба та їжі.",
        "el|Το πλοίο εκτελεί ξανά δρομολόγια από σήμερα και τα νησιά δεν είναι πια χωρίς ψωμί.",
        "ar|عادت العبارة إلى العمل اليوم، ولم تعد الجزر بلا خبز بعد العاصفة التي ضربت هذه المنطقة.",
        "fa|کشتی از امروز دوباره به راه افتاده است و جزیره‌ها پس از توفان دیگر بدون نان نیستند.",
        "he|המעבורת חזרה לפעול מהיום והאיים אינם עוד בלי לחם אחרי הסערה הגדולה.",
        "ja|フェリーは今日から運航を再開し、嵐のあと島々にもパンが届くようになった。",
        "zh|渡轮今天恢复航行，风暴过后各岛不再缺少面包，港口也重新开放了。",
        "ko|오늘부터 여객선이 다시 운항하며 폭풍 이후 섬에는 빵이 부족하지 않다.",
        "vi|Phà đã hoạt động trở lại từ hôm nay và các đảo không còn thiếu bánh mì sau cơn bão.",
        "id|Feri itu kembali beroperasi hari ini dan pulau-pulau tidak lagi tanpa roti setelah badai yang besar.",
      })
  void languageIsToldFromText(String language, String text) {
    assertThat(detector.detect(text)).map(LanguageDetector.Detection::language).hasValue(language);
  }

  @Test
  void declarationIsBelievedUnlessTheTextContradictsIt() {
    assertThat(detector.believe("de-DE", GERMAN)).hasValue("de");
    assertThat(detector.believe("en-US", GERMAN)).hasValue("de");
    assertThat(detector.believe("en", "Short.")).hasValue("en");
    assertThat(detector.believe(null, GERMAN)).hasValue("de");
    assertThat(detector.believe("{{lang}}", GERMAN)).hasValue("de");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uk|Міська рада у вівторок увечері вирішила закрити старий міст через річку щонайменше на два роки після огляду.",
        "fi|Kaupunginvaltuusto päätti tiistai-iltana sulkea joen yli johtavan vanhan sillan ainakin kahdeksi vuodeksi, kun insinöörit löysivät halkeamia. Noin neljätoista tuhatta autoa ylittää sillan päivittäin, ja kuljettajien on ajettava tunnelin kautta kaupungin pohjoispuolella, sanoi pormestari.",
      })
  void textInAnotherLanguageOutweighsADeclaredEnglish(String language, String text) {
    assertThat(detector.believe("en", text)).hasValue(language);
  }

  @Test
  void tooLittleTextTellsNothing() {
    assertThat(detector.detect("")).isEmpty();
    assertThat(detector.detect("12345 67890 !!!")).isEmpty();
    assertThat(detector.detect("Hello")).isEmpty();
  }
}
