package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.copydesk.pipeline.message.Disposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that never answers again, while a feed elsewhere has shown many of its pages. */
final class LostHostTest extends FollowedSite {

  /** More than wait in a host's queue: the rest is parked. */
  private static final int PAGES = 40;

  private final TestSite lost = new TestSite().on("/robots.txt", 503, Map.of(), "");

  @AfterEach
  void stop() {
    lost.close();
  }

  @Test
  void whatWaitsForALostHostComesToItsEndAfterThreeDaysAndARestart() throws InterruptedException {
    site.feed(
        "/feed", IntStream.range(0, PAGES).mapToObj(i -> lost.url("/p" + i).toString()).toList());
    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> parked() == PAGES);
      clock.leap(Duration.ofDays(1));
      await().atMost(PATIENCE).until(() -> lost.count("/robots.txt") > 1 && parked() == PAGES);
      assertThat(topics().outcomes()).isEmpty();
    }
    clock.leap(Duration.ofDays(3));

    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(PAGES));
    }

    assertThat(topics().outcomes())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.disposition()).isEqualTo(Disposition.FAILED);
              assertThat(outcome.reason()).isEqualTo("robots-503");
              assertThat(outcome.detail()).startsWith("its host has failed since 20");
            });
    assertThat(failure).hasNullValue();
  }

  @Test
  void pageThatAloneAsksForPausesComesToItsEndToo() throws InterruptedException {
    site.on("/bad", 503, Map.of(), "").feed("/feed", List.of(site.url("/bad").toString()));
    try (IngestService service = service()) {
      service.start();
      await().atMost(PATIENCE).until(() -> parked() == 1);
      for (int day = 0; day < 9 && topics().outcomes().isEmpty(); day++) {
        long before = site.count("/bad");
        clock.leap(Duration.ofDays(1));
        await()
            .atMost(PATIENCE)
            .until(() -> site.count("/bad") > before || !topics().outcomes().isEmpty());
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(1));
    }

    assertThat(topics().outcomes())
        .allSatisfy(outcome -> assertThat(outcome.reason()).isEqualTo("http-503"));
    assertThat(site.count("/bad")).isGreaterThan(4);
  }

  private int parked() {
    return (int) meters.get("copydesk.urls.parked").tag("lane", "live").gauge().value();
  }

  private IngestService service() {
    meters.clear();
    List<Integer> ports = List.of(site.port(), lost.port());
    return service(fetch(ports, Duration.ofHours(1)), feed("/feed"));
  }
}
