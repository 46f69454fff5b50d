package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.copydesk.extract.PublishedDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {
  private final DateReader dayFirst = new DateReader(null, true);
  private final DateReader monthFirst = new DateReader("en", false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|March 4, 2026",
        "en|Wednesday, 4th of March 2026",
        "en|4-Mar-2026",
        "de|Mittwoch, 4. März 2026",
        "de|4.3.2026",
        "fr|mercredi 4 mars 2026",
        "fr|le 4 MARS 2026",
        "es|4 de marzo de 2026",
        "es|Miércoles 04/03/2026",
        "it|4 marzo 2026",
        "pt|4 de março de 2026",
        "nl|woensdag 4 maart 2026",
        "sv|4 mars 2026",
        "da|4. marts 2026",
        "nb|4. mars 2026",
        "fi|4. maaliskuuta 2026",
        "is|4. mars 2026",
        "pl|4 marca 2026",
        "cs|4. března 2026",
        "sk|4. marca 2026",
        "sl|4. marec 2026",
        "hr|4. ožujka 2026.",
        "hu|2026. március 4.",
        "ro|4 martie 2026",
        "el|4 Μαρτίου 2026",
        "tr|4 Mart 2026",
        "lt|2026 m. kovo 4 d.",
        "lv|2026. gada 4. martā",
        "et|4. märts 2026",
        "ru|4 марта 2026 г.",
        "uk|4 березня 2026",
        "bg|4 март 2026",
        "sr|4. март 2026.",
        "ar|4 مارس 2026",
        "ar|٤ مارس ٢٠٢٦",
        "ar|4 آذار 2026",
        "fa|۱۳ اسفند ۱۴۰۴",
        "fa|۱۴۰۴/۱۲/۱۳",
        "he|4 במרץ 2026",
        "hi|4 मार्च 2026",
        "hi|०४ मार्च २०२६",
        "bn|৪ মার্চ ২০২৬",
        "th|4 มีนาคม 2569",
        "th|4 มี.ค. 2569",
        "vi|ngày 4 tháng 3 năm 2026",
        "vi|4 tháng 3, 2026",
        "id|4 Maret 2026",
        "ja|2026年3月4日",
        "ja|令和8年3月4日",
        "zh|2026年03月04日",
        "ko|2026년 3월 4일",
        "ko|2026.03.04",
        "ca|4 de març de 2026",
        "sw|4 Machi 2026",
      })
  void dayIsReadInManyLanguages(String language, String text) {
    DateReader reader = new DateReader(language, !language.equals("en"));

    assertThat(reader.readText("(" + text + ")"))
        .hasValueSatisfying(date -> assertThat(date.day()).isEqualTo(LocalDate.of(2026, 3, 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-04T10:15:30+01:00|2026-03-04T10:15:30+01:00",
        "2026-03-04T10:15:30.123Z|2026-03-04T10:15:30Z",
        "2026-03-04T10:15:30-0500|2026-03-04T10:15:30-05:00",
        "2026-03-04 10:15:30 +0530|2026-03-04T10:15:30+05:30",
        "2026-03-04T10:15+01|2026-03-04T10:15:00+01:00",
        "2026-03-04 10:15|2026-03-04T10:15:00",
        "20260304T101530Z|2026-03-04T10:15:30Z",
        "20260304101530|2026-03-04T10:15:30",
        "20260304|2026-03-04",
        "1772615730|2026-03-04T09:15:30Z",
        "1772615730000|2026-03-04T09:15:30Z",
        "Wed, 04 Mar 2026 10:15:30 GMT|2026-03-04T10:15:30Z",
        "Wed Mar 04 10:15:30 UTC 2026|2026-03-04T10:15:30Z",
        "March 4, 2026 3:15 p.m. EST|2026-03-04T15:15:00-05:00",
        "March 4, 2026 at 12:05 am ET|2026-03-04T00:05:00-05:00",
        "04.03.2026, 10:15 Uhr|2026-03-04T10:15:00",
        "4 mars 2026 à 10h15|2026-03-04T10:15:00",
        "10:15, 4 марта 2026|2026-03-04T10:15:00",
        "2026年3月4日 10時15分|2026-03-04T10:15:00",
        "4 March 2026 10:15 IST|2026-03-04T10:15:00",
        "2026.03.04 오후 3:05|2026-03-04T15:05:00",
        "2026.03.04 오전 12:05|2026-03-04T00:05:00",
        "2026.03.04 PM 3:05|2026-03-04T15:05:00",
        "2026年03月04日 下午3:05|2026-03-04T15:05:00",
        "2026年3月4日(水) 午後3時5分|2026-03-04T15:05:00",
        "2026年3月4日 15時|2026-03-04T15:00:00",
        "4 مارس 2026 - 3:05 م|2026-03-04T15:05:00",
        "4 مارس 2026 3:05 صباحاً|2026-03-04T03:05:00",
        "4 Μαρτίου 2026, 10:15 μ.μ.|2026-03-04T22:15:00",
        "4 Μαρτίου 2026, 10:15 π.μ.|2026-03-04T10:15:00",
        "4 de marzo de 2026, 3:05 p. m.|2026-03-04T15:05:00",
        "2026/03/04 22:15|2026-03-04T22:15:00",
      })
  void timeAndZoneAreKeptAsWritten(String text, String expected) {
    assertThat(dayFirst.readValue(text)).map(PublishedDate::toIso8601).hasValue(expected);
  }

  @Test
  void ambiguousOrderFollowsThePage() {
    assertThat(dayFirst.readText("03/04/2026"))
        .map(PublishedDate::day)
        .hasValue(LocalDate.of(2026, 4, 3));
    assertThat(monthFirst.readText("03/04/2026"))
        .map(PublishedDate::day)
        .hasValue(LocalDate.of(2026, 3, 4));
    assertThat(monthFirst.readText("23/04/2026"))
        .map(PublishedDate::day)
        .hasValue(LocalDate.of(2026, 4, 23));
    assertThat(monthFirst.readText("03.04.2026"))
        .map(PublishedDate::day)
        .hasValue(LocalDate.of(2026, 4, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no date",
        "31/04/2026",
        "2026",
        "March 2026",
        "10:15",
        "1.2.3",
        "1999999999999999999999",
        "٣",
        "Call 555-123-4567 now",
        "99/99/9999"
      })
  void whatIsNoDateIsNotRead(String text) {
    assertThat(dayFirst.readText(text)).isEmpty();
  }

  @Test
  void monthNamesOfTheJdkAreKnown() {
    for (String tag :
        List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "ru", "uk", "el", "tr",
            "hu", "ro", "hi", "id")) {
      Locale locale = Locale.forLanguageTag(tag);
      for (Month month : Month.values()) {
        String text = "7 " + month.getDisplayName(TextStyle.FULL, locale) + " 2026";
        assertThat(new DateReader(tag, true).readText(text))
            .as(text)
            .map(PublishedDate::day)
            .hasValue(LocalDate.of(2026, month, 7));
      }
    }
  }

  @Test
  void iranianCalendarAgreesWithKnownDays() {
    assertThat(JalaliCalendar.toGregorian(1400, 1, 1)).isEqualTo(LocalDate.of(2021, 3, 21));
    assertThat(JalaliCalendar.toGregorian(1398, 11, 29)).isEqualTo(LocalDate.of(2020, 2, 18));
    assertThat(JalaliCalendar.toGregorian(1399, 12, 30)).isEqualTo(LocalDate.of(2021, 3, 20));
  }

  @Test
  void longHostileTextEndsQuickly() {
    assertThat(dayFirst.readText("1/".repeat(1_000_000))).isEmpty();
    assertThat(dayFirst.readText("9".repeat(1_000_000))).isEmpty();
  }
}
