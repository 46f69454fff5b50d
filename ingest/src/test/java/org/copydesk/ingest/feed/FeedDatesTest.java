package org.copydesk.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedDatesTest {

  private final FeedDates dates =
      new FeedDates(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 23 Nov 2026 08:00:00 GMT | 2026-11-23T08:00:00Z",
        "Mon, 23 Nov 2026 08:00:00 +0100 | 2026-11-23T07:00:00Z",
        "Mon, 23 Nov 2026 08:00:00 +0530 | 2026-11-23T02:30:00Z",
        "Mon, 23 Nov 2026 08:00:00 -05:00 | 2026-11-23T13:00:00Z",
        "23 Nov 2026 08:00 EST | 2026-11-23T13:00:00Z",
        "23 Nov 26 08:00:00 UT | 2026-11-23T08:00:00Z",
        "23-Nov-2026 08:00:00 GMT | 2026-11-23T08:00:00Z",
        "Nov 23, 2026 8:05 pm | 2026-11-23T20:05:00Z",
        "Mon Nov 23 08:00:00 CET 2026 | 2026-11-23T07:00:00Z",
        "Monday, November 23rd 2026 | 2026-11-23T00:00:00Z",
        "2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z",
        "2026-11-23T08:00:00.123+01:00 | 2026-11-23T07:00:00Z",
        "2026-11-23T08:00+0100 | 2026-11-23T07:00:00Z",
        "2026-11-23 08:00:00 | 2026-11-23T08:00:00Z",
        "2026-11-23 | 2026-11-23T00:00:00Z",
        "2026-11 | 2026-11-01T00:00:00Z",
        "20261123 | 2026-11-23T00:00:00Z",
        "lun., 23 nov. 2026 08:00:00 +0100 | 2026-11-23T07:00:00Z",
        "lundi 23 août 2026 08:00 | 2026-08-23T08:00:00Z",
        "Mo, 23 Mär 2026 08:00:00 +0100 | 2026-03-23T07:00:00Z",
        "23. März 2026 | 2026-03-23T00:00:00Z",
        "23.11.2026 08:00 | 2026-11-23T08:00:00Z",
        "11/23/2026 08:00 | 2026-11-23T08:00:00Z",
        "23 de enero de 2026 | 2026-01-23T00:00:00Z",
        "23 июля 2026 08:00 +0300 | 2026-07-23T05:00:00Z",
        "mardi 17 novembre 2026 | 2026-11-17T00:00:00Z",
        "mar. 17 nov. 2026 08:00 +0100 | 2026-11-17T07:00:00Z",
        "mardi 17/11/2026 08:00 | 2026-11-17T08:00:00Z",
        "martes, 17 de noviembre de 2026 | 2026-11-17T00:00:00Z",
        "Martedì 17 novembre 2026 | 2026-11-17T00:00:00Z",
        "maandag 23 november 2026 | 2026-11-23T00:00:00Z",
        "23 Kas 2026 Paz | 2026-11-23T00:00:00Z",
        "23. marraskuuta 2026 | 2026-11-23T00:00:00Z",
        "23. maaliskuuta 2026 | 2026-03-23T00:00:00Z",
        "2026年11月23日 | 2026-11-23T00:00:00Z",
        "2026年11月23日10:00 | 2026-11-23T10:00:00Z",
        "2026년 11월 23일 | 2026-11-23T00:00:00Z",
        "١٢ نوفمبر 2026 | 2026-11-12T00:00:00Z",
        "20261123T100000Z | 2026-11-23T10:00:00Z",
        "20261123T1000+0100 | 2026-11-23T09:00:00Z",
        "Nov 23, 2026 12:30 AM | 2026-11-23T00:30:00Z",
        "Nov 23, 2026 12:30 PM | 2026-11-23T12:30:00Z",
        "Nov 23, 2026 10:00am | 2026-11-23T10:00:00Z",
        "Nov 22, 2026 3:05pm EST | 2026-11-22T20:05:00Z",
        "Nov 22, 2026 8 PM | 2026-11-22T20:00:00Z",
        "8pm, Nov 22, 2026 | 2026-11-22T20:00:00Z",
        "am 22. November 2026 um 12:30 | 2026-11-22T12:30:00Z",
        "2026-11-22 24:00 | 2026-11-23T00:00:00Z",
        "23 Nov 2026 08:00 SGT | 2026-11-23T00:00:00Z",
        "23 Nov 2026 09:00 HKT | 2026-11-23T01:00:00Z",
        "23 Jul 2026 08:00 Europe/Paris | 2026-07-23T06:00:00Z",
        "23 Nov 2026 08:00 XQT | 2026-11-23T00:00:00Z",
        "23 Nov 2026 08:00 Nowhere/Land | 2026-11-23T00:00:00Z",
        "Mon, 23 Nov 2026 08:00:00 GMT+2 | 2026-11-23T06:00:00Z",
        "2026-11-23T08:00:00.1234567+01:00 | 2026-11-23T07:00:00Z",
        "2026-11-23T08:00:00+01:00[Europe/Paris] | 2026-11-23T07:00:00Z",
        "20261122100000 | 2026-11-22T10:00:00Z",
        "1795341600 | 2026-11-22T10:00:00Z",
        "1795341600000 | 2026-11-22T10:00:00Z",
        "22 novembre 2026 à 10h30 | 2026-11-22T10:30:00Z",
        "Sun, 22 Nov 2026 10.05.00 +0100 | 2026-11-22T09:05:00Z",
        "22 novembre 2026 10.05 | 2026-11-22T10:05:00Z",
        "2026年11月22日(日) 10時05分 | 2026-11-22T10:05:00Z",
        "2026年11月22日下午3:05 | 2026-11-22T15:05:00Z",
        "2026년 11월 22일 오후 3:05 | 2026-11-22T15:05:00Z",
        "2026년 11월 22일 오전 3시 5분 | 2026-11-22T03:05:00Z",
        "Κυριακή, 22 Νοεμβρίου 2026 | 2026-11-22T00:00:00Z",
        "неділя, 22 листопада 2026 | 2026-11-22T00:00:00Z",
        "22 noiembrie 2026 | 2026-11-22T00:00:00Z",
        "22. studenoga 2026. | 2026-11-22T00:00:00Z",
        "17. lipnja 2026. | 2026-06-17T00:00:00Z",
        "17 lipca 2026 | 2026-07-17T00:00:00Z",
        "22. srpna 2026 | 2026-08-22T00:00:00Z",
        "2026. október 22. | 2026-10-22T00:00:00Z",
        "2026. gada 22. novembris | 2026-11-22T00:00:00Z",
        "2026 m. lapkričio 22 d. | 2026-11-22T00:00:00Z",
        "2026 rugpjūčio 5 | 2026-08-05T00:00:00Z",
        "22 d'abril de 2026 | 2026-04-22T00:00:00Z",
        "22 تشرين الثاني 2026 | 2026-11-22T00:00:00Z",
        "22 ژوئن 2026 | 2026-06-22T00:00:00Z",
        "२२ जून २०२६ | 2026-06-22T00:00:00Z",
        "22 พ.ย. 2569 | 2026-11-22T00:00:00Z",
        "Thứ 7, 17 Tháng 1 2026 | 2026-01-17T00:00:00Z",
      })
  void dateIsReadAsItsPublisherMeantIt(String text, Instant instant) {
    assertThat(dates.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "Pon 23 Lis 2026 08:00:00 GMT, pl-pl, 2026-11-23T08:00:00Z",
    "22 listopada 2026, pl, 2026-11-22T00:00:00Z",
    "22. listopada 2026., hr, 2026-10-22T00:00:00Z",
    "22 lis 2026, hr-hr, 2026-10-22T00:00:00Z",
    "22 lip 2026, pl, 2026-07-22T00:00:00Z",
    "22. lip. 2026., hr, 2026-06-22T00:00:00Z",
    "22. srp. 2026., hr, 2026-07-22T00:00:00Z",
    "22. srp 2026, cs, 2026-08-22T00:00:00Z",
    "22 listopada 2026, , ",
    "22 listopada 2026, en, ",
    "22 Lis 2026, ???, ",
    "22. lip. 2026., , ",
  })
  void languageDecidesBetweenMonthsOfOneName(
      String text, @Nullable String language, @Nullable Instant instant) {
    assertThat(dates.parse(text, language == null ? "" : language))
        .isEqualTo(Optional.ofNullable(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-00-00T00:00:00Z",
        "2099-01-01",
        "1970-01-01T00:00:00Z",
        "Mon, 32 Nov 2026 08:00:00 GMT",
        "2026-13-01",
        "03/04/2026",
        "25:61",
        "Nov",
        "2026",
        "2026-W47-1",
        "2026 qwertyčio 5",
        "mar, 17 qwerty 2026",
        "17 6 1 2026",
        "0001-01-01T00:00:00Z",
        "Sat, 31 Oct 0026 08:00:00 GMT",
        "Sun, 31 Nov 2026 08:00:00 GMT",
        "99999999999999999999",
        "::::",
        "+ - + -",
      })
  void whatIsNoSensibleDateIsNone(String text) {
    assertThat(dates.parse(text)).isEmpty();
  }
}
