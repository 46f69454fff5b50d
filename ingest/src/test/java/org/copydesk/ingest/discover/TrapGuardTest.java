package org.copydesk.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses without end (B40). */
final class TrapGuardTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String CALENDAR = "https://paper.example.org/calendar/day/";

  private final TrapGuard guard = new TrapGuard();

  @Test
  void b40CalendarWithoutEndIsStoppedAndNamed() {
    TrapGuard.Admitted admitted = guard.admit(urls(6_000, i -> CALENDAR + i), NOON);

    assertThat(admitted.urls()).hasSize(5_000);
    assertThat(admitted.left()).isEqualTo(1_000);
    assertThat(admitted.trapped()).containsExactly("paper.example.org/calendar/day/#");
  }

  @Test
  void b40TrapLeavesRoomForTheArticlesBesideItAndForOtherHosts() {
    guard.admit(urls(100_000, i -> CALENDAR + i), NOON);

    assertThat(guard.admit(urls(1, i -> CALENDAR + "x"), NOON).urls()).hasSize(1);
    assertThat(
            guard
                .admit(urls(2_000, i -> "https://paper.example.org/news/boat-comes-in-" + i), NOON)
                .left())
        .isZero();
    assertThat(guard.admit(urls(10, i -> "https://other.example.org/" + i), NOON).left()).isZero();
  }

  @Test
  void hostThatShowsTooMuchOfEverythingIsStopped() {
    TrapGuard.Admitted admitted =
        guard.admit(urls(12_000, i -> "https://a.example.org/" + letters(i)), NOON);

    assertThat(admitted.urls()).hasSize(10_000);
    assertThat(admitted.trapped()).containsExactly("a.example.org");
  }

  @Test
  void nextDayBeginsAnew() {
    guard.admit(urls(15_000, i -> CALENDAR + i), NOON);

    Instant later = NOON.plus(Duration.ofHours(25));

    assertThat(guard.admit(urls(10, i -> CALENDAR + i), later).left()).isZero();
  }

  @Test
  void whatWasCountedLongestAgoIsForgotten() {
    guard.admit(urls(6_000, i -> CALENDAR + i), NOON);

    guard.admit(urls(TrapGuard.MAX_COUNTED + 1, i -> "https://h" + i + ".example.org/a"), NOON);

    assertThat(guard.counted()).isEqualTo(TrapGuard.MAX_COUNTED);
    assertThat(guard.admit(urls(1, i -> CALENDAR + i), NOON).left()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/calendar/2031/05, /calendar/#",
    "/calendar/2031/05?view=day&month=7, /calendar/#?month&view",
    "/news/boat-comes-in-4711, /news/title",
    "/a/b/a/b/a/b/a/b, /a/b",
    "/list;jsessionid=A1B2C3, /list",
    "/s/9f8e7d6c5b4a3210/list, /s/id/list",
    "/page12, /page#",
  })
  void addressesOfOneRecipeHaveOnePattern(String path, String pattern) {
    assertThat(UrlPattern.of("https://example.org" + path)).isEqualTo(pattern);
  }

  @Test
  void longAddressHasAShortPattern() {
    String url = "https://example.org/" + "a/b".repeat(1_000) + "?" + "x=y&".repeat(10_000);

    assertThat(UrlPattern.of(url)).hasSizeLessThanOrEqualTo(200);
  }

  private static List<UrlToFetch> urls(int count, IntFunction<String> address) {
    return IntStream.range(0, count)
        .mapToObj(address)
        .map(url -> new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null))
        .toList();
  }

  /** A word without digits for each number. */
  private static String letters(int number) {
    return Integer.toString(number, 10)
        .chars()
        .collect(
            StringBuilder::new,
            (word, digit) -> word.append((char) (digit - '0' + 'a')),
            StringBuilder::append)
        .toString();
  }
}
