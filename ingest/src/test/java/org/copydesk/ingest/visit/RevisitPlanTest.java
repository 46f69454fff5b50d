package org.copydesk.ingest.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RevisitPlanTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final RevisitPlan plan =
      new RevisitPlan(List.of(Duration.ofMinutes(15), HOUR, Duration.ofHours(4)));

  @Test
  void agesCountFromPublication() {
    assertThat(plan.next(job(NOON), NOON.plusSeconds(60))).contains(NOON.plusSeconds(900));
    assertThat(plan.next(job(NOON), NOON.plusSeconds(900))).contains(NOON.plus(HOUR));
    assertThat(plan.next(job(NOON), NOON.plus(HOUR.multipliedBy(4)))).isEmpty();
  }

  @Test
  void pageWithoutADateOrOfTheFutureCountsFromItsDiscovery() {
    assertThat(plan.next(job(null), NOON)).contains(NOON.plusSeconds(900));
    assertThat(plan.next(job(NOON.plus(HOUR)), NOON)).contains(NOON.plusSeconds(900));
  }

  @Test
  void lookThatWouldComeAtOnceIsLeftOut() {
    assertThat(plan.next(job(NOON), NOON.plusSeconds(840))).contains(NOON.plus(HOUR));
  }

  @Test
  void oldPageOrNoAgesMeanNoSecondLook() {
    assertThat(plan.next(job(NOON.minus(Duration.ofDays(3))), NOON)).isEmpty();
    assertThat(new RevisitPlan(List.of()).next(job(NOON), NOON)).isEmpty();
  }

  @Test
  void backfilledPageIsNotLookedAtAgain() {
    assertThat(plan.next(job(NOON, Lane.BACKFILL), NOON)).isEmpty();
  }

  private static PageJob job(@Nullable Instant published) {
    return job(published, Lane.LIVE);
  }

  private static PageJob job(@Nullable Instant published, Lane lane) {
    String url = "https://example.org/a";
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, published, null, null);
    return new PageJob(target, 0, 0, 0, 0, NOON, Traceparent.random(), lane);
  }
}
