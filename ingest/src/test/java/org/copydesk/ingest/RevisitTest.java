package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.config.FetchConfig;
import org.junit.jupiter.api.Test;

/** Fresh articles that are looked at again although no source says that they changed. */
final class RevisitTest extends FollowedSite {

  private static final List<Duration> AGES = List.of(Duration.ofHours(1), Duration.ofHours(3));

  @Test
  void correctionThatNoSourceTellsIsSeenAndUnchangedPagesCostNoBody() throws InterruptedException {
    follow("/kept", "/corrected", "/lost");
    page("/kept", "v1").page("/lost");
    page("/corrected", "v1");
    try (IngestService service = service(AGES)) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(3));

      page("/corrected", "v2");
      site.on("/lost", 500, Map.of(), "");

      clock.leap(Duration.ofHours(2));
      await().atMost(PATIENCE).until(() -> site.count("/kept") == 2 && site.count("/lost") == 2);
      // A host is visited once at a time: when it is asked again, the next looks are planned.
      int asked = site.requests().size();
      await().atMost(PATIENCE).until(() -> site.requests().size() > asked);
      clock.leap(Duration.ofHours(2));
      await().atMost(PATIENCE).until(() -> site.count("/kept") == 3 && site.count("/lost") == 3);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(4));
      assertThat(topics().outcomes()).isEmpty();
      assertThat(site.requests().stream().filter(one -> one.path().equals("/kept")))
          .extracting(TestSite.Request::etag)
          .containsExactly("", "v1", "v1");
    }
    assertThat(failure).hasNullValue();
  }

  @Test
  void plannedLookAndItsValidatorSurviveARestart() throws InterruptedException {
    follow("/kept");
    page("/kept", "v1");
    try (IngestService service = service(List.of(Duration.ofHours(1)))) {
      service.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics().pages()).hasSize(1));
    }
    assertThat(site.count("/kept")).isEqualTo(1);

    clock.leap(Duration.ofHours(2));
    try (IngestService service = service(List.of(Duration.ofHours(1)))) {
      service.start();
      await().atMost(PATIENCE).until(() -> site.count("/kept") == 2);
      long polls = site.count("/feed");
      await().atMost(PATIENCE).until(() -> site.count("/feed") > polls + 5);
    }

    assertThat(site.requests().stream().filter(one -> one.path().equals("/kept")))
        .extracting(TestSite.Request::etag)
        .containsExactly("", "v1");
  }

  private void follow(String... pages) {
    site.feed("/feed", List.of(pages));
  }

  private TestSite page(String path, String version) {
    return site.on(
        path,
        200,
        Map.of("Content-Type", "text/html", "ETag", version),
        "<html><body><p>" + version + "</p></body></html>");
  }

  private IngestService service(List<Duration> ages) {
    FetchConfig fetch =
        new FetchConfig(
            null,
            DELAY,
            LOOPBACK,
            List.of(site.port()),
            TIMEOUT,
            MAX_BYTES,
            Duration.ofSeconds(1),
            FetchConfig.SHORTEST_POLL,
            FetchConfig.LONGEST_POLL,
            PARALLEL,
            PARALLEL,
            Duration.ofDays(3),
            ages);
    return service(fetch, feed("/feed"));
  }
}
