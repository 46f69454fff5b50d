package org.copydesk.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Test;

final class TrapGuardTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TrapGuard guard = new TrapGuard();

  @Test
  void calendarWithoutEndIsStoppedAndOtherHostsAreNot() {
    assertThat(guard.admit(urls("calendar.example.org", 0, 15_000), NOON)).hasSize(10_000);

    assertThat(guard.admit(urls("calendar.example.org", 15_000, 15_001), NOON)).isEmpty();
    assertThat(guard.admit(urls("paper.example.org", 0, 10), NOON)).hasSize(10);
  }

  @Test
  void nextDayBeginsAnew() {
    guard.admit(urls("calendar.example.org", 0, 15_000), NOON);

    Instant later = NOON.plus(Duration.ofHours(25));

    assertThat(guard.admit(urls("calendar.example.org", 15_000, 15_010), later)).hasSize(10);
  }

  private static List<UrlToFetch> urls(String host, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "https://" + host + "/day/" + i)
        .map(url -> new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null))
        .toList();
  }
}
