package org.copydesk.ingest.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.sitemap.SitemapReading.Child;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SitemapTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final URI ADDRESS = URI.create("https://example.org/sitemap.xml");
  private static final String NEWS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
              xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>https://example.org/old</loc><lastmod>2020-01-01</lastmod></url>
        <url><loc>https://example.org/a</loc><news:news><news:publication><news:name>E</news:name>
          <news:language>en</news:language></news:publication>
          <news:publication_date>2026-11-23T08:00:00Z</news:publication_date>
          <news:title>Harbour reopens</news:title></news:news></url>
        <url><loc>https://example.org/undated</loc></url>
      </urlset>""";

  private final SitemapReader reader =
      new SitemapReader(new FeedDates(Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void newsSitemapGivesDatesAndTitlesNewestFirst() {
    Feed feed = pages(NEWS.getBytes(UTF_8));

    assertThat(feed.entries())
        .extracting(FeedEntry::link)
        .containsExactly(
            "https://example.org/a", "https://example.org/old", "https://example.org/undated");
    assertThat(feed.entries().getFirst().published())
        .isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    assertThat(feed.entries().getFirst().title()).isEqualTo("Harbour reopens");
  }

  @Test
  void gzipIsUnpackedAndABombIsCut() throws IOException {
    assertThat(pages(gzip(NEWS.getBytes(UTF_8))).entries()).hasSize(3);
    assertThat(Gunzip.unpack(gzip(new byte[50_000_000]), 1_000_000)).hasSize(1_000_000);
  }

  @Test
  void indexNamesItsSitemaps() {
    String index =
        """
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://example.org/s1.xml</loc><lastmod>2026-11-23T00:00:00Z</lastmod></sitemap>
        <sitemap><loc>https://example.org/s2.xml</loc></sitemap></sitemapindex>""";

    assertThat(reader.read(index.getBytes(UTF_8), ADDRESS))
        .isEqualTo(
            new SitemapReading.Index(
                List.of(
                    new Child("https://example.org/s1.xml", Instant.parse("2026-11-23T00:00:00Z")),
                    new Child("https://example.org/s2.xml", null))));
  }

  @Test
  void onlyFreshPagesAreNews() {
    Feed feed = pages(NEWS.getBytes(UTF_8));

    assertThat(SitemapChoice.freshPages(feed, NOW, Duration.ofDays(3), false).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/a");
    assertThat(SitemapChoice.freshPages(feed, NOW, Duration.ofDays(3), true).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/a", "https://example.org/undated");
  }

  @Test
  void oldPagesAreTheArchiveAtTheFirstLookAndThoseThatGrewOldUnseenLater() {
    Duration live = Duration.ofDays(3);
    Duration age = Duration.ofDays(3_650);
    Feed feed = pages(NEWS.getBytes(UTF_8));
    Instant lookedBeforeOld = Instant.parse("2019-12-31T00:00:00Z");

    assertThat(SitemapChoice.archivedPages(feed, NOW, live, age, null).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/old", "https://example.org/undated");
    assertThat(SitemapChoice.archivedPages(feed, NOW, live, age, lookedBeforeOld).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/old");
    assertThat(SitemapChoice.archivedPages(feed, NOW, live, age, NOW.minusSeconds(60)).entries())
        .isEmpty();
  }

  @Test
  void archiveIsAsOldAsTheOperatorWantsIt() {
    Feed feed = pages(NEWS.getBytes(UTF_8));
    Duration live = Duration.ofDays(3);

    assertThat(SitemapChoice.archivedPages(feed, NOW, live, Duration.ofDays(30), null).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/undated");
    assertThat(SitemapChoice.archivedPages(feed, NOW, live, Duration.ZERO, null).entries())
        .isEmpty();
  }

  @Test
  void deadDatedSitemapsAreNotFollowed() {
    List<Child> children =
        List.of(
            child("https://example.org/sitemap-2019-05.xml", null),
            child("https://example.org/sitemap-201905.xml", null),
            child("https://example.org/2019/05/sitemap.xml", null),
            child("https://example.org/sitemap-2026-11.xml", null),
            child("https://example.org/news.xml", null),
            child("https://example.org/stale.xml", NOW.minus(Duration.ofDays(30))),
            child("https://example.org/fresh.xml", NOW.minus(Duration.ofDays(1))));

    assertThat(SitemapChoice.livingSitemaps(children, NOW))
        .extracting(Child::link)
        .containsExactly(
            "https://example.org/fresh.xml",
            "https://example.org/sitemap-2026-11.xml",
            "https://example.org/news.xml");
  }

  @Test
  void hugeIndexIsFollowedAtBothEnds() {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      children.add(child("https://example.org/s" + i + ".xml", null));
    }

    assertThat(SitemapChoice.livingSitemaps(children, NOW))
        .hasSize(20)
        .contains(children.getFirst(), children.getLast());
  }

  @Test
  void whatIsNoSitemapIsNamed() {
    assertThat(reader.read("<html><body>Sorry</body></html>".getBytes(UTF_8), ADDRESS))
        .isNotInstanceOf(SitemapReading.Index.class);
    assertThat(reader.read(new byte[0], ADDRESS)).isNotInstanceOf(SitemapReading.Index.class);
  }

  private Feed pages(byte[] body) {
    SitemapReading reading = reader.read(body, ADDRESS);
    assertThat(reading).isInstanceOf(SitemapReading.Pages.class);
    return ((SitemapReading.Pages) reading).feed();
  }

  private static Child child(String link, @Nullable Instant changed) {
    return new Child(link, changed);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }
}
