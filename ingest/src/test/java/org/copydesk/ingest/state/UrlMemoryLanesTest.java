package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.junit.jupiter.api.Test;

/** What the two lanes have to do with each other in one shard's memory. */
final class UrlMemoryLanesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String URL = "https://news.example/a";
  private static final UrlToFetch TARGET =
      new UrlToFetch(Ids.urlId(URL), URL, "s", UrlToFetch.Why.NEW, null, null, null);

  private final UrlMemory memory = new UrlMemory();

  @Test
  void liveUrlDoesNotWaitForItsParkedBackfill() {
    memory.put(parked(Lane.BACKFILL));

    assertThat(memory.take(TARGET, NOON, Lane.BACKFILL)).isFalse();
    assertThat(memory.take(TARGET, NOON, Lane.LIVE)).isTrue();

    assertThat(memory.parkedCount(Lane.BACKFILL)).isZero();
    assertThat(memory.takeNext(NOON, Lane.BACKFILL)).isEmpty();
  }

  @Test
  void parkedLiveUrlIsNotTakenAgainByEitherLane() {
    memory.put(parked(Lane.LIVE));

    assertThat(memory.take(TARGET, NOON, Lane.LIVE)).isFalse();
    assertThat(memory.take(TARGET, NOON, Lane.BACKFILL)).isFalse();
  }

  @Test
  void lanesAreWokenAndCountedApart() {
    memory.put(parked(Lane.BACKFILL));

    assertThat(memory.parkedCount(Lane.LIVE)).isZero();
    assertThat(memory.parkedCount(Lane.BACKFILL)).isEqualTo(1);
    assertThat(memory.oldestDue(Lane.LIVE)).isNull();
    assertThat(memory.oldestDue(Lane.BACKFILL)).isEqualTo(NOON);
    assertThat(memory.takeNext(NOON, Lane.LIVE)).isEmpty();
    assertThat(memory.takeNext(NOON, Lane.BACKFILL)).isPresent();
  }

  @Test
  void parkedLiveUrlsAreBoundedForEachHostToo() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(memory.hasEnough("slow.example", Lane.LIVE)).isFalse();
      memory.put(parked("https://slow.example/" + i, Lane.LIVE));
    }

    assertThat(memory.hasEnough("slow.example", Lane.LIVE)).isTrue();
    assertThat(memory.hasEnough("slow.example", Lane.BACKFILL)).isFalse();
    assertThat(memory.hasEnough("quick.example", Lane.LIVE)).isFalse();
  }

  @Test
  void parkedBackfillIsBoundedForEachHost() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(memory.hasEnough("slow.example", Lane.BACKFILL)).isFalse();
      memory.put(parked("https://slow.example/" + i, Lane.BACKFILL));
    }
    memory.put(parked("https://quick.example/", Lane.BACKFILL));
    assertThat(memory.hasEnough("slow.example", Lane.BACKFILL)).isTrue();
    assertThat(memory.hasEnough("quick.example", Lane.BACKFILL)).isFalse();

    memory.put(parked("https://slow.example/0", Lane.BACKFILL).dueAt(NOON.plusSeconds(1)));
    assertThat(memory.hasEnough("slow.example", Lane.BACKFILL)).isTrue();

    memory.forget(Ids.urlId("https://slow.example/0"));
    assertThat(memory.hasEnough("slow.example", Lane.BACKFILL)).isFalse();
  }

  @Test
  void laneSurvivesTheStateTopic() {
    PageJob again = PageJob.of(parked(Lane.BACKFILL), 0);

    assertThat(again.lane()).isEqualTo(Lane.BACKFILL);
    assertThat(again.parked(NOON, NOON, 0, "x").lane()).isEqualTo(Lane.BACKFILL);
  }

  private static UrlState parked(Lane lane) {
    return parked(URL, lane);
  }

  private static UrlState parked(String url, Lane lane) {
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
    return new PageJob(target, 0, 7, 0, 0, NOON, Traceparent.random(), lane)
        .parked(NOON, NOON, 0, "host-busy");
  }
}
