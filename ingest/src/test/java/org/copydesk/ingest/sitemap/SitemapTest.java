package org.copydesk.ingest.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.copydesk.ingest.feed.Feed;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedEntry;
import org.copydesk.ingest.feed.Gunzip;
import org.copydesk.ingest.feed.Repair;
import org.copydesk.ingest.sitemap.SitemapReading.Child;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void gzipIsUnpackedAndABombIsCut() {
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
                    new Child("https://example.org/s2.xml", null)),
                Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<urlset>%s<url><loc>https://example.org/?a=1&b=2</loc></url>%s</urlset> | ENTITIES",
        "<urlset>%s<url><loc>https://example.org/&eacute;</loc></url>%s</urlset> | ENTITIES",
        "<urlset>%s<url><loc>https://example.org/\u0003c</loc></url>%s</urlset> | CONTROL_CHARACTERS",
        "<!DOCTYPE urlset><urlset>%s<url><loc>/relative</loc></url>%s</urlset> | DOCTYPE",
        "Warning: slow <urlset>%s<url><loc>https://example.org/c</loc></url>%s</urlset> | LEADING_JUNK",
        "<s:urlset>%s%s<s:url><s:loc>https://example.org/c</s:loc></s:url></s:urlset><p> | TRAILING_JUNK",
        "<urlset>%s%s<url><loc>https://example.org/c</loc></url><url><loc>https://exam | TRUNCATED",
        "<s:urlset>%s%s<s:url><s:loc>/c</s:loc></s:url><s:url><s:loc>https://exam | TRUNCATED",
      })
  void brokenSitemapGivesAllItsPagesAndSaysWhatWasMended(String xml, Repair repair) {
    String page = "<url><loc>https://example.org/%s</loc><lastmod>2026-11-22</lastmod></url>";

    Feed feed = pages(xml.formatted(page.formatted("a"), page.formatted("b")).getBytes(UTF_8));

    assertThat(feed.entries())
        .hasSize(3)
        .extracting(FeedEntry::link)
        .contains("https://example.org/a", "https://example.org/b");
    assertThat(feed.repairs()).containsExactly(repair);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T08:00+0000",
        "2026-11-23 08:00:00",
        "Mon, 23 Nov 2026 08:00:00 GMT",
        "2026-11-23T09:00:00.123+01:00",
      })
  void datesOfSitemapsAreReadAsThoseOfFeeds(String date) {
    String xml =
        """
        <urlset><url><loc>https://example.org/a</loc><lastmod>%1$s</lastmod>
        <n:news><n:publication_date>%1$s</n:publication_date></n:news></url></urlset>"""
            .formatted(date);

    Feed feed = pages(xml.getBytes(UTF_8));

    Instant morning = Instant.parse("2026-11-23T08:00:00Z");
    assertThat(feed.entries())
        .containsExactly(new FeedEntry("https://example.org/a", morning, morning, null));
  }

  @Test
  void indexIsMendedToo() {
    String xml =
        """
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://example.org/s?a=1&b=2</loc><lastmod>23. November 2026</lastmod></sitemap>
        <sitemap><loc><![CDATA[https://example.org/s?a=2&b=2]]></loc></sitemap></sitemapindex>""";

    assertThat(reader.read(xml.getBytes(UTF_8), ADDRESS))
        .isEqualTo(
            new SitemapReading.Index(
                List.of(
                    new Child(
                        "https://example.org/s?a=1&b=2", Instant.parse("2026-11-23T00:00:00Z")),
                    new Child("https://example.org/s?a=2&b=2", null)),
                Set.of(Repair.ENTITIES)));
  }

  @Test
  void listOfLinesGivesItsAddressesAndNoHalfOne() {
    String line = "https://example.org/" + "x".repeat(1_003) + "\n";
    String whole = "https://example.org/a\n" + line.repeat(10_240);

    assertThat(pages("\uFEFF# pages\nhttps://example.org/a".getBytes(UTF_8)).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/a");
    Feed cut = pages(gzip(whole.getBytes(UTF_8)));

    assertThat(cut.entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/a", line.strip());
    assertThat(cut.repairs()).containsExactly(Repair.TRUNCATED);
  }

  @Test
  void cutWithinALetterMakesNoOtherCharset() {
    byte[] xml =
        "<urlset><url><loc>https://example.org/ä</loc></url><url><loc>https://example.org/ö"
            .getBytes(UTF_8);

    Feed feed = pages(Arrays.copyOf(xml, xml.length - 1));

    assertThat(feed.entries()).extracting(FeedEntry::link).containsExactly("https://example.org/ä");
    assertThat(feed.repairs()).containsExactly(Repair.TRUNCATED);
  }

  @Test
  void ofTooManyUndatedPagesBothEndsAreKeptAndTheCutIsSaid() {
    StringBuilder xml = new StringBuilder("<urlset>");
    for (int i = 0; i < 6_000; i++) {
      xml.append("<url><loc>https://example.org/").append(i).append("</loc></url>");
    }

    Feed feed = pages(xml.append("</urlset>").toString().getBytes(UTF_8));

    assertThat(feed.entries())
        .hasSize(Feed.MAX_ENTRIES)
        .extracting(FeedEntry::link)
        .contains("https://example.org/0", "https://example.org/5999");
    assertThat(feed.repairs()).containsExactly(Repair.CUT);
  }

  @Test
  @Timeout(120)
  void fullSitemapsThatComeAtOnceAreReadInLittleMemory() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SitemapProcess.class.getName())
            .redirectErrorStream(true)
            .start();

    List<String> lines = process.inputReader(UTF_8).lines().toList();

    assertThat(process.waitFor()).as(lines.toString()).isZero();
    assertThat(lines).hasSize(4).containsOnly("5000 [ENTITIES, CUT]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<urlset>", "<url>", "<loc>", "<urlset><url>", "&", "<url", "<news:news>"})
  @Timeout(60)
  void hostileSitemapEnds(String repeated) {
    byte[] body = ("<urlset>" + repeated.repeat(200_000)).getBytes(UTF_8);

    assertThat(reader.read(body, ADDRESS)).isNotNull();
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
    String page = "<html><body>Sorry\nhttps://example.org/help\n</body></html>";

    assertThat(reader.read(page.getBytes(UTF_8), ADDRESS))
        .isInstanceOf(SitemapReading.Unreadable.class);
    assertThat(reader.read(new byte[0], ADDRESS)).isInstanceOf(SitemapReading.Unreadable.class);
  }

  private Feed pages(byte[] body) {
    SitemapReading reading = reader.read(body, ADDRESS);
    assertThat(reading).isInstanceOf(SitemapReading.Pages.class);
    return ((SitemapReading.Pages) reading).feed();
  }

  private static Child child(String link, @Nullable Instant changed) {
    return new Child(link, changed);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
