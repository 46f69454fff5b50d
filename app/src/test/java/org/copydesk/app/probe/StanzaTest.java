package org.copydesk.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.probe.SiteFacts;
import org.copydesk.ingest.probe.SiteFacts.Found;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.SourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration loader takes what a look at a site offers. */
final class StanzaTest {
  private static final String SITE = "https://news.example";
  private static final List<Found> NONE = List.of();

  @TempDir private Path folder;

  @Test
  void bestFeedIsFollowedAndTheOthersCanBeWhenTheirMarksAreTakenAway() throws IOException {
    List<Found> feeds = List.of(found("/sport/feed", 10), found("/empty", 0), found("/feed", 30));
    String stanza = stanza("/", feeds, List.of(found("/news.xml", 200)), 12);

    assertThat(sources(stanza)).containsExactly("feed /feed");
    assertThat(sources(stanza.replaceAll("(?m)^  # (?!Found)", "  ")))
        .containsExactly("feed /feed", "feed /sport/feed", "sitemap /news.xml", "site /");
  }

  @Test
  void siteWithoutAFeedIsFollowedByItsSitemapOrItsPages() throws IOException {
    assertThat(sources(stanza("/", NONE, List.of(found("/news.xml", 200)), 12)))
        .containsExactly("sitemap /news.xml");
    assertThat(sources(stanza("/", NONE, NONE, 12))).containsExactly("site /");
    assertThat(sources(stanza("/world/", NONE, List.of(found("/old.xml", 0)), 12)))
        .containsExactly("section /world/");
  }

  @Test
  void pageThatLinksToHardlyAnyArticleOffersNothing() {
    assertThat(Stanza.of(report("/about", NONE, NONE, 4))).isEmpty();
  }

  private List<String> sources(String stanza) throws IOException {
    Path file = Files.writeString(folder.resolve("stanza.yaml"), stanza);
    List<String> sources = new ArrayList<>();
    for (SourceConfig source : ConfigLoader.load(file, Map.of(), Map.of()).config().sources()) {
      sources.add(source.kind().key() + " " + source.url().getPath());
    }
    return sources;
  }

  private static String stanza(String path, List<Found> feeds, List<Found> sitemaps, int articles) {
    return Stanza.of(report(path, feeds, sitemaps, articles)).orElseThrow();
  }

  private static ProbeReport report(
      String path, List<Found> feeds, List<Found> sitemaps, int articles) {
    SiteFacts facts =
        new SiteFacts(
            URI.create(SITE + path),
            "page",
            null,
            Duration.ofSeconds(2),
            "News",
            "UTF-8",
            "en",
            articles,
            feeds,
            sitemaps,
            List.of(),
            null);
    return new ProbeReport(facts, null, false);
  }

  private static Found found(String path, int entries) {
    return new Found(URI.create(SITE + path), "link", false, entries, Instant.EPOCH, List.of());
  }
}
