package org.copydesk.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MissedEntriesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration USUAL = Duration.ofMinutes(30);

  @Test
  void gapBetweenTheDatesIsDividedByTheUsualTimeBetweenNews() {
    // Given news each half an hour, seen up to noon, and of those of ten hours the last two hours'
    List<UrlToFetch> shown = List.of(dated(Duration.ofHours(10)), dated(Duration.ofHours(8)));

    assertThat(estimate(before(NOON), shown)).hasValue(15);
  }

  @Test
  void withoutDatesWhatIsShownIsTakenFromWhatUsuallyComesBetweenTwoLooks() {
    assertThat(estimate(before(null), List.of(undated("a"), undated("b")))).hasValue(20 - 2);
  }

  @Test
  void datesThatContradictThemselvesGiveABoundedEstimate() {
    UrlToFetch past = dated(Duration.ofDays(-3));
    UrlToFetch future = dated(Duration.ofDays(365_000));

    assertThat(estimate(before(NOON), List.of(past))).hasValue(1);
    assertThat(estimate(before(NOON), List.of(future))).hasValue(MissedEntries.MOST);
  }

  @Test
  void sourceOfUnknownPaceGivesNoEstimate() {
    SourceState unknown = SourceState.unknown("s").answeredAt(NOON);

    assertThat(estimate(unknown, List.of(dated(Duration.ofHours(8))))).isEmpty();
  }

  private static OptionalLong estimate(SourceState before, List<UrlToFetch> shown) {
    return MissedEntries.estimate(before, shown, NOON.plus(Duration.ofHours(10)));
  }

  private static SourceState before(@Nullable Instant seen) {
    return SourceState.unknown("s")
        .withSeen(List.of(new SourceState.Seen("0123456789abcdef", seen)))
        .answeredAt(NOON)
        .withNews(NOON, USUAL);
  }

  private static UrlToFetch dated(Duration afterNoon) {
    return url("https://news.example/" + afterNoon, NOON.plus(afterNoon));
  }

  private static UrlToFetch undated(String name) {
    return url("https://news.example/" + name, null);
  }

  private static UrlToFetch url(String url, @Nullable Instant date) {
    return new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, date, null, null);
  }
}
