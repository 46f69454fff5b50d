package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.copydesk.pipeline.message.UrlToFetch.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UrlMemoryTest {

  private static final String URL = "https://example.org/a";
  private static final Instant FETCHED = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LATER = FETCHED.plusSeconds(60);

  private final UrlMemory memory = new UrlMemory();

  @Test
  void finishedUrlIsNotTakenAgain() {
    fetched();

    assertThat(memory.take(target(Why.NEW, null), LATER)).isFalse();
    assertThat(memory.take(target(Why.NEW, FETCHED.minusSeconds(1)), LATER)).isFalse();
  }

  @Test
  void trapHostIsRememberedUpToABoundAndTheNewestOfIt() {
    fetched();
    int shown = UrlMemory.MAX_ENDED_OF_A_HOST + 1_000;

    for (int i = 0; i < shown; i++) {
      String url = "https://trap.example/" + i;
      UrlToFetch page = new UrlToFetch(Ids.urlId(url), url, "s", Why.NEW, null, null, null);
      memory.put(UrlState.of(page, UrlState.Status.GONE, FETCHED.plusSeconds(i)));
    }

    assertThat(memory.endedCount()).isLessThan(UrlMemory.MAX_ENDED_OF_A_HOST + 2);
    assertThat(memory.ending(Ids.urlId("https://trap.example/0"))).isEmpty();
    assertThat(memory.ending(Ids.urlId("https://trap.example/" + (shown - 1)))).isPresent();
    assertThat(memory.ending(Ids.urlId(URL))).isPresent();
  }

  @Test
  void changeSeenAfterTheFetchIsTaken() {
    fetched();

    assertThat(memory.take(target(Why.UPDATED, null), FETCHED.minusSeconds(1))).isFalse();
    assertThat(memory.take(target(Why.UPDATED, null), LATER)).isTrue();
  }

  @Test
  void sourceThatForgotWhatItShowedIsHeardWhenItsEntryChangedSinceTheFetch() {
    fetched();

    assertThat(memory.take(target(Why.NEW, FETCHED.plusSeconds(1)), LATER)).isTrue();
  }

  @Test
  void changeInTheFutureIsNotBelieved() {
    fetched();

    assertThat(memory.take(target(Why.NEW, LATER.plusSeconds(1)), LATER)).isFalse();
  }

  @Test
  void urlWhoseTimeComesWhileItIsStillInHandIsWokenOnceItIsNot() {
    memory.take(target(Why.NEW, null), FETCHED);
    memory.put(UrlState.of(target(Why.NEW, null), UrlState.Status.PARKED, FETCHED));
    assertThat(memory.takeNext(LATER, Lane.LIVE)).isEmpty();

    memory.release(Ids.urlId(URL));

    assertThat(memory.takeNext(LATER, Lane.LIVE)).isPresent();
  }

  private void fetched() {
    memory.put(UrlState.of(target(Why.NEW, null), UrlState.Status.FETCHED, FETCHED));
  }

  private static UrlToFetch target(Why why, @Nullable Instant updated) {
    return new UrlToFetch(Ids.urlId(URL), URL, "s", why, null, updated, null);
  }
}
