package org.copydesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.why.ParkedUrls;
import org.copydesk.ingest.why.ParkedUrls.Waiting;
import org.copydesk.pipeline.kafka.TopicLag;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LagTextTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<TopicLag> LAGS =
      List.of(lag(Topics.URLS), lag(Topics.URLS_BACKFILL), lag(Topics.PAGES));

  @Test
  void parkedUrlsStandBesideTheLagOfTheirLane() {
    LagText text =
        text(
            new ParkedUrls(
                new Waiting(3, NOW.minusSeconds(90)), new Waiting(40, NOW.plusSeconds(20))));

    assertThat(text.table().lines())
        .anySatisfy(
            line -> assertThat(line).contains(Topics.URLS + " ").endsWith("3, due for 90 s"))
        .anySatisfy(line -> assertThat(line).contains("backfill").endsWith("40, first due in 20 s"))
        .anySatisfy(line -> assertThat(line).contains(Topics.PAGES).endsWith("-"));
    assertThat(text.json().getFirst())
        .containsEntry("parked", 3)
        .containsEntry("oldestParkedDue", NOW.minusSeconds(90));
    assertThat(text.json().getLast()).doesNotContainKey("parked");
  }

  @Test
  void parkedUrlsOfAllInstancesAreOneNumber() {
    ParkedUrls one = new ParkedUrls(new Waiting(3, NOW), new Waiting(0, null));
    ParkedUrls other = new ParkedUrls(new Waiting(2, NOW.minusSeconds(60)), new Waiting(1, NOW));

    assertThat(one.and(other))
        .isEqualTo(new ParkedUrls(new Waiting(5, NOW.minusSeconds(60)), new Waiting(1, NOW)));
  }

  @Test
  void whatNobodyTellsIsNotZero() {
    assertThat(text(null).table().lines())
        .anySatisfy(line -> assertThat(line).contains(Topics.URLS_BACKFILL).endsWith("not known"));
    assertThat(text(null).json()).noneSatisfy(lag -> assertThat(lag).containsKey("parked"));
  }

  @Test
  void numberOfAPartOfTheServicesIsSaidToBeOne() {
    ParkedUrls parked = new ParkedUrls(new Waiting(3, NOW), new Waiting(0, null));
    List<TopicLag> two = List.of(new TopicLag(Topics.URLS, "copydesk-any", 4, 2, 0, 7, null, NOW));

    assertThat(new LagText(two, two, List.of(parked), NOW).untold())
        .hasValueSatisfying(text -> assertThat(text).contains("1 of 2 ingest services"));
    assertThat(new LagText(two, two, List.of(parked, parked), NOW).untold()).isEmpty();
    assertThat(new LagText(two, two, List.of(), NOW).untold()).isEmpty();
  }

  private static LagText text(@Nullable ParkedUrls parked) {
    return new LagText(LAGS, LAGS, parked == null ? List.of() : List.of(parked), NOW);
  }

  private static TopicLag lag(String topic) {
    return new TopicLag(topic, "copydesk-any", 4, 1, 0, 7, null, NOW);
  }
}
