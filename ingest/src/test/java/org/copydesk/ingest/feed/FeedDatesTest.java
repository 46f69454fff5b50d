package org.copydesk.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
      })
  void dateIsReadAsItsPublisherMeantIt(String text, Instant instant) {
    assertThat(dates.parse(text)).contains(instant);
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
        "2026 rugpjūčio 5",
        "99999999999999999999",
        "::::",
        "+ - + -",
      })
  void whatIsNoSensibleDateIsNone(String text) {
    assertThat(dates.parse(text)).isEmpty();
  }
}
