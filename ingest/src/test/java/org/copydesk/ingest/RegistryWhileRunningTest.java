package org.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.registry.Edit;
import org.copydesk.ingest.registry.RegistryEdits;
import org.copydesk.ingest.registry.RegistryEdits.Differing;
import org.copydesk.ingest.registry.SourceRegistry;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.Test;

/** An operator's changes, as the running service follows them. */
final class RegistryWhileRunningTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void changesAreFollowedWhileTheServiceRuns() throws InterruptedException {
    AddressCache.disable();
    TestBroker broker = TestBroker.emptied();
    try (TestSite configured = new TestSite();
        TestSite site = new TestSite()) {
      TestTopics topics = new TestTopics(broker.bootstrapServers());
      configured.feed("/feed", List.of());
      site.page("/a").feed("/feed", List.of("/a"));
      site.robots("User-agent: *\nDisallow: /closed\n");
      SourceConfig wish = SourceConfig.of(SourceConfig.Kind.FEED, site.url("/feed"));

      try (IngestService service = service(topics, configured, site)) {
        service.start();

        edit(topics, edits -> edits.add(wish, false, Differing.REFUSED));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.pages()).hasSize(1));

        edit(topics, edits -> edits.pause(wish.id(), true));
        long paused = settled(site, configured);
        edit(topics, edits -> edits.pause(wish.id(), false));
        await().atMost(PATIENCE).until(() -> site.count("/feed") > paused + 1);

        edit(topics, edits -> edits.remove(wish.id(), false));
        long removed = settled(site, configured);
        edit(topics, edits -> edits.add(wish, false, Differing.REFUSED));
        await().atMost(PATIENCE).until(() -> site.count("/feed") > removed + 1);
        assertThat(site.count("/a")).isEqualTo(1);
      }
    }
  }

  /** How often the site's feed was asked, once that no longer changes while another's does. */
  private static long settled(TestSite site, TestSite other) {
    long[] last = {-1, 0};
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              long now = site.count("/feed");
              long others = other.count("/feed");
              if (now != last[0]) {
                last[0] = now;
                last[1] = others;
              }
              return others > last[1] + 3;
            });
    return last[0];
  }

  private static void edit(TestTopics topics, Function<RegistryEdits, Edit> wish)
      throws InterruptedException {
    SourceRegistry registry = SourceRegistry.open(topics.settings(), Clock.systemUTC());
    Edit edit = wish.apply(new RegistryEdits(registry.read()));
    assertThat(edit.result()).isIn(Edit.Result.ADDED, Edit.Result.CHANGED, Edit.Result.REMOVED);
    registry.write(List.of(edit));
  }

  private static IngestService service(TestTopics topics, TestSite configured, TestSite site) {
    return new IngestService(
        new FetchConfig(
            null,
            Duration.ofMillis(50),
            List.of("127.0.0.0/8"),
            List.of(site.port(), configured.port()),
            Duration.ofSeconds(60),
            1 << 20,
            Duration.ofMillis(500),
            2),
        List.of(
            new SourceConfig(
                "configured",
                SourceConfig.Kind.FEED,
                configured.url("/feed"),
                null,
                Duration.ofMillis(500))),
        new TopicsConfig(TestTopics.PARTITIONS, 1),
        topics.settings(),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        failure -> {
          throw failure;
        });
  }
}
