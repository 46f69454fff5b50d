package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.fetch.FetchResult;
import org.copydesk.ingest.fetch.ResponseHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgeTest {

  private final Judge judge = new Judge(Clock.systemUTC());

  @ParameterizedTest
  @CsvSource({
    "404, Gone",
    "410, Gone",
    "400, Refuse",
    "401, Refuse",
    "403, Refuse",
    "407, Refuse",
    "451, Refuse",
    "408, Retry",
    "425, Retry",
    "500, Retry",
    "502, Retry",
    "429, BackOff",
    "503, BackOff",
    "204, GiveUp",
    "206, GiveUp",
    "300, GiveUp",
    "999, GiveUp",
  })
  void everyStatusHasItsMeaning(int status, String verdict) {
    assertThat(judge.status(new ResponseHead(status, Map.of())).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void askedPauseIsPassedOn() {
    ResponseHead head = new ResponseHead(429, Map.of("retry-after", List.of("30")));

    assertThat(judge.status(head))
        .isEqualTo(new Verdict.BackOff("http-429", Duration.ofSeconds(30)));
  }

  @Test
  void pageThatIsNotToBeKeptIsRefused() {
    ResponseHead head =
        new ResponseHead(
            200, Map.of("content-type", List.of("text/html"), "x-robots-tag", List.of("none")));

    assertThat(judge.page(new FetchResult.Body(head, "<html>".getBytes(UTF_8), false)))
        .isEqualTo(new Verdict.Refuse("x-robots-tag", "none"));
  }

  @Test
  void pageWhoseTimeIsOverIsRefused() {
    ResponseHead head = new ResponseHead(200, Map.of("content-type", List.of("text/html")));
    byte[] page =
        "<html><meta name=robots content='unavailable_after: 2020-01-01'>".getBytes(UTF_8);

    assertThat(judge.page(new FetchResult.Body(head, page, false)))
        .isEqualTo(new Verdict.Refuse("unavailable-after", "2020-01-01T00:00:00Z"));
  }
}
