package org.copydesk.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.copydesk.app.newsroom.NewsroomRequest;
import org.copydesk.app.newsroom.SampleNewsroom;
import org.copydesk.app.newsroom.Site;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at the sites of the sample newsroom: what is really there, and a stanza that works. */
final class ProbeTest {
  private static final Duration DELAY = Duration.ofMillis(100);

  @TempDir private Path folder;

  private SampleNewsroom newsroom;

  @BeforeEach
  void openNewsroom() {
    AddressCache.disable();
    newsroom = SampleNewsroom.start(SampleNewsroom.Settings.keptIn(folder.resolve("news.json")));
  }

  @AfterEach
  void closeNewsroom() {
    newsroom.close();
  }

  @Test
  void articlePageOfEverySiteLeadsToItsFeedAndAStanzaThatLoads() throws Exception {
    for (Site site : newsroom.sites()) {
      URI page = site.articles().getFirst().url();

      ProbeReport report = new Probe(fetch(site)).look(page, url -> {});

      SiteFacts facts = report.facts();
      assertThat(facts.feeds()).extracting(SiteFacts.Found::url).containsExactly(site.feed());
      assertThat(facts.feeds().getFirst().how()).isEqualTo("link");
      assertThat(facts.feeds().getFirst().entries()).isPositive();
      // Not every site declares its language, as on the real web.
      if (facts.language() != null) {
        assertThat(facts.language()).startsWith(site.language().substring(0, 2));
      }
      assertThat(facts.robots()).isNotNull();
      ProbeReport.Extracted sample = Objects.requireNonNull(report.sample());
      assertThat(sample.result()).isEqualTo("article");
      assertThat(sample.headline()).isNotBlank();
      assertThat(sample.datePublished()).startsWith("20");
      assertThat(sample.confidence()).isBetween(0.5, 1.0);
      assertStanzaLoads(site, Stanza.of(report).orElseThrow());
    }
  }

  @Test
  void robotsAreAskedFirstAndRequestsWaitTheirTurn() throws InterruptedException {
    Site site = newsroom.sites().getFirst();
    List<URI> asked = new ArrayList<>();

    new Probe(fetch(site)).look(site.base(), asked::add);

    assertThat(asked.getFirst().getPath()).isEqualTo("/robots.txt");
    assertThat(asked).doesNotHaveDuplicates().hasSizeGreaterThan(2);
    List<NewsroomRequest> requests = newsroom.requests();
    for (int i = 1; i < requests.size(); i++) {
      assertThat(Duration.between(requests.get(i - 1).answered(), requests.get(i).received()))
          .isGreaterThanOrEqualTo(DELAY);
    }
  }

  @Test
  void loopbackIsRefusedUnlessItIsAllowed() {
    Site site = newsroom.sites().getFirst();
    FetchConfig closed =
        ConfigLoader.load(null, Map.of(), Map.of("fetch.contact", "a@example.org"))
            .config()
            .fetch();

    assertThatThrownBy(() -> new Probe(closed).look(site.base(), url -> {}))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("is refused");
    assertThat(newsroom.requests()).isEmpty();
  }

  private void assertStanzaLoads(Site site, String stanza) throws IOException {
    Path file = Files.writeString(folder.resolve(site.id() + ".yaml"), stanza);
    CopydeskConfig config = ConfigLoader.load(file, Map.of(), Map.of()).config();
    assertThat(config.sources()).extracting(SourceConfig::url).containsExactly(site.feed());
    assertThat(config.fetch().allowPorts()).contains(site.base().getPort());
    assertThat(config.fetch().allowNetworks()).containsExactly("127.0.0.1/32");
  }

  private static FetchConfig fetch(Site site) {
    return ConfigLoader.load(
            null,
            Map.of(),
            Map.of(
                "fetch.delay",
                DELAY.toMillis() + "ms",
                "fetch.allow-networks",
                "127.0.0.1/32",
                "fetch.allow-ports",
                Integer.toString(site.base().getPort())))
        .config()
        .fetch();
  }
}
