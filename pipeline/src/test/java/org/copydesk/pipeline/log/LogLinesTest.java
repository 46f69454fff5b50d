package org.copydesk.pipeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both layouts, and what hostile values can do in them. */
class LogLinesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TextLayout plain = new TextLayout(false, false, ZoneOffset.UTC);
  private final EcsLineEncoder json = new EcsLineEncoder("1.2.3");

  @Test
  void textLineHoldsTimeLevelComponentMessageAndPairs() {
    LoggingEvent event =
        event(
            "org.copydesk.ingest.fetch.PageFetcher",
            "page fetched",
            new KeyValuePair("url", "https://news.example/a?b=c"),
            new KeyValuePair("status", 200),
            new KeyValuePair("title", "Two \"words\""));

    assertThat(plain.doLayout(event))
        .isEqualTo(
            "2026-11-23 12:00:00 INFO  ingest    page fetched url=https://news.example/a?b=c status=200"
                + " title=\"Two \\\"words\\\"\"\n");
  }

  @Test
  void textLineIsColouredOnlyOnATerminal() {
    LoggingEvent event = event("org.copydesk.store.Writer", "stored");

    assertThat(plain.doLayout(event)).doesNotContain("\u001b");
    assertThat(new TextLayout(true, false, ZoneOffset.UTC).doLayout(event))
        .startsWith("\u001b[2m12:00:00\u001b[0m ")
        .contains("\u001b[32mINFO \u001b[0m")
        .contains("\u001b[36mstore    \u001b[0m");
  }

  @Test
  void failureIsOnePartOfTheLineAndItsStackTraceOnlyAtDebug() {
    LoggingEvent event =
        failing(new IllegalStateException("outer\nline", new RuntimeException("in\u001b[2J")));

    assertThat(plain.doLayout(event).lines())
        .singleElement()
        .asString()
        .endsWith("error=\"IllegalStateException: outer\\nline < RuntimeException: in\\u001b[2J\"");
    assertThat(new TextLayout(false, true, ZoneOffset.UTC).doLayout(event).lines())
        .hasSizeGreaterThan(3)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void jsonLineIsOneEcsObjectWithThePairsAsFields() {
    JsonNode line =
        read(
            event(
                "org.copydesk.store.Writer",
                "URL finished",
                new KeyValuePair("url", "https://news.example/"),
                new KeyValuePair("status", 200),
                new KeyValuePair("parked", true),
                new KeyValuePair("latency", Double.NaN),
                new KeyValuePair("host", "news.example"),
                new KeyValuePair("fetchedAt", NOON),
                new KeyValuePair("missing", null)));

    assertThat(line.get("@timestamp").stringValue()).isEqualTo("2026-11-23T12:00:00.000Z");
    assertThat(line.get("log.level").stringValue()).isEqualTo("INFO");
    assertThat(line.get("message").stringValue()).isEqualTo("URL finished");
    assertThat(line.get("service.name").stringValue()).isEqualTo("copydesk");
    assertThat(line.get("service.version").stringValue()).isEqualTo("1.2.3");
    assertThat(line.get("ecs.version")).isNotNull();
    assertThat(line.get("url.full").stringValue()).isEqualTo("https://news.example/");
    assertThat(line.get("status").intValue()).isEqualTo(200);
    assertThat(line.get("parked").booleanValue()).isTrue();
    assertThat(line.get("latency").stringValue()).isEqualTo("NaN");
    assertThat(line.get("copydesk.host").stringValue()).isEqualTo("news.example");
    assertThat(line.get("fetchedAt").stringValue()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(line.has("missing")).isFalse();
  }

  @Test
  void pairOfOneNameIsWrittenOnce() {
    LoggingEvent event =
        event("x", "m", new KeyValuePair("reason", "first"), new KeyValuePair("reason", "second"));

    assertThat(encoded(event)).contains("\"reason\":\"first\"").doesNotContain("second");
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "two\r\n12:00:00 ERROR forged line",
        "\u001b[31mred\u001b]0;title\u0007",
        "next\u0085line \u2028 \u2029",
        "gpj.\u202eexe \u2066 \u200f \u061c",
        "zero\u200bwidth \ufeff \u00ad",
        "lone \ud83d surrogate, \udc00",
        "tag \udb40\udc41 and nul \u0000",
        "quote \" backslash \\ brace }");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileValueStaysInsideItsLineAndItsField(String hostile) {
    LoggingEvent event =
        event("org.copydesk.ingest.X", "page fetched", new KeyValuePair("title", hostile));

    assertThat(plain.doLayout(event)).hasLineCount(1);
    assertThat(encoded(event)).hasLineCount(1);
    assertThat((plain.doLayout(event).strip() + encoded(event).strip()).codePoints())
        .noneMatch(OutsideText::isUnsafe);
    assertThat(read(event).get("title").stringValue()).isEqualTo(hostile);
  }

  @Test
  void readableTextOfAnyScriptIsLeftAsItIs() {
    String text = "Élysée – 東京 📰 مرحبا";

    assertThat(OutsideText.safe(text)).isSameAs(text);
  }

  @Test
  void longValueIsCutAndSaysSo() {
    String value = "x".repeat(2047) + "📰" + "y".repeat(998);
    LoggingEvent event = event("x", "m", new KeyValuePair("title", value));

    assertThat(OutsideText.safe(value)).isEqualTo("x".repeat(2047) + "…[1000 more]");
    assertThat(encoded(event).length()).isLessThan(3000);
    assertThat(encoded(failing(new RuntimeException("z".repeat(1 << 20)))).length())
        .isLessThan(25_000);
  }

  private JsonNode read(LoggingEvent event) {
    return JSON.readTree(encoded(event));
  }

  private String encoded(LoggingEvent event) {
    return new String(json.encode(event), StandardCharsets.UTF_8);
  }

  private static LoggingEvent event(String logger, String message, KeyValuePair... pairs) {
    return event(logger, message, null, pairs);
  }

  private static LoggingEvent failing(Throwable failure) {
    return event("org.copydesk.store.Writer", "failed", failure);
  }

  private static LoggingEvent event(
      String loggerName,
      String message,
      @org.jspecify.annotations.Nullable Throwable failure,
      KeyValuePair... pairs) {
    Logger logger = new LoggerContext().getLogger(loggerName);
    LoggingEvent event =
        new LoggingEvent(LogLinesTest.class.getName(), logger, Level.INFO, message, failure, null);
    event.setInstant(NOON);
    event.setKeyValuePairs(List.of(pairs));
    return event;
  }
}
