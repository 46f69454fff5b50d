package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.ingest.discover.PollInterval;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;
import org.copydesk.ingest.politeness.PolitenessLimits;
import org.copydesk.ingest.visit.RetryPolicy;
import org.copydesk.pipeline.config.FetchConfig;
import org.junit.jupiter.api.Test;

/** Pages that a feed announces and that are not there when they are asked for. */
final class AnnouncedPageTest extends FollowedSite {

  private static final int ATTEMPTS = 3;

  @Test
  void pageThatComesAfterItsAnnouncementIsFetched() throws InterruptedException {
    site.feed("/feed", List.of("/early"), Instant.now().toString());
    try (IngestService service = service(Duration.ofSeconds(2))) {
      service.start();
      await().atMost(PATIENCE).until(() -> site.count("/early") == 1);

      site.page("/early");

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(1));
      assertThat(topics().outcomes()).isEmpty();
    }
    assertThat(failure).hasNullValue();
  }

  @Test
  void pageThatNeverComesIsGoneAfterItsAttemptsAndAnOldOneAtOnce() throws InterruptedException {
    // Given one that was announced just now, one long ago, and one that is said to be gone
    site.feed("/feed", List.of("/never", "/removed"), Instant.now().toString());
    site.on("/removed", 410, Map.of(), "");
    site.feed("/archive", List.of("/old"));

    // When they are followed
    try (IngestService service = service(Duration.ofMillis(100))) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().outcomes()).hasSize(3));
    }

    // Then only the first was asked for more than once
    assertThat(topics().outcomes())
        .extracting(outcome -> URI.create(outcome.url()).getPath() + " " + outcome.reason())
        .containsExactlyInAnyOrder("/never http-404", "/removed http-410", "/old http-404");
    assertThat(site.count("/never")).isEqualTo(ATTEMPTS);
    assertThat(site.count("/removed")).isEqualTo(1);
    assertThat(site.count("/old")).isEqualTo(1);
  }

  private IngestService service(Duration firstPause) {
    List<Integer> ports = List.of(site.port());
    FetchConfig fetch = fetch(ports, Duration.ofSeconds(1));
    IngestPolicy policy =
        new IngestPolicy(
            new FetchGuard(
                new AddressPolicy(List.of(Cidr.parse(LOOPBACK.getFirst())), false),
                Set.copyOf(ports)),
            "Copydesk/test",
            TIMEOUT,
            MAX_BYTES,
            PolitenessLimits.of(DELAY, PARALLEL, PARALLEL),
            new RetryPolicy(ATTEMPTS, firstPause, TIMEOUT, Duration.ofDays(1), Duration.ofHours(1)),
            PollInterval.of(fetch),
            Duration.ofDays(3),
            List.of(),
            500);
    return service(policy, fetch, feed("/feed"), feed("/archive"));
  }
}
