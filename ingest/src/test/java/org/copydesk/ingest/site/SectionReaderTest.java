package org.copydesk.ingest.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.copydesk.ingest.site.SectionReader.Section;
import org.copydesk.pipeline.message.SourceState.Seen;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SectionReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final URI ADDRESS = URI.create("https://paper.example.org/world");
  private static final String MENU =
      """
      <header><nav><a href="/">Home</a><a href="/world">World</a><a href="/sport">Sport</a>
      <a href="/letters-to-the-editor">Letters to the editor of this paper</a></nav></header>
      """;
  private static final String FOOTER =
      """
      <footer><a href="/about">About us</a><a href="/privacy">How we protect your privacy</a>
      <a href="https://elsewhere.example.com/2026/11/23/a-story-of-another-site">A story of another site</a>
      <a href="/tag/harbour-news-of-the-week">All about harbours, ships and the sea</a>
      <a href="/files/report-of-the-year-2026.pdf">The whole report of the year to download</a></footer>
      """;

  private final SectionReader reader = new SectionReader(new UrlNormalizer());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/world/2026/11/23/ferry-comes-back-to-the-island",
        "/world/ferry-comes-back-to-the-island-1.2345678",
        "/artikel/12345678.html",
        "/story.do?id=7380238",
        "/the-ferry-comes-back-to-the-island/",
        "/20261123/world/ferry.html"
      })
  void firstLookFindsArticlesOfManyShapes(String path) {
    Section section = look(List.of(), NOON, link(path, "The ferry comes back to the island"));

    assertThat(paths(section)).containsExactly(path);
  }

  @Test
  void navigationIsNoArticle() {
    assertThat(look(List.of(), NOON, "").urls()).isEmpty();
  }

  @Test
  void eachArticleIsGivenOnce() {
    String page = link("/world/2026/11/23/ferry-comes-back", "The ferry comes back to the island");
    Section first = look(List.of(), NOON, page);

    Section second = look(first.seen(), NOON.plusSeconds(60), page);

    assertThat(first.urls()).hasSize(1);
    assertThat(second.urls()).isEmpty();
  }

  @Test
  void addressThatComesLaterIsTakenOnLessEvidence() {
    String bare = link("/world/ferry-returns", "Ferry is coming back to us");
    Section first = look(List.of(), NOON, "");

    assertThat(look(List.of(), NOON, bare).urls()).isEmpty();
    assertThat(paths(look(first.seen(), NOON.plusSeconds(60), bare)))
        .containsExactly("/world/ferry-returns");
  }

  @Test
  void shapeOfWhatStaysIsLearntAsNavigation() {
    StringBuilder furniture = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      furniture.append(link("/world/guide-" + i, "Guide " + i));
    }
    String late = link("/world/guide-99", "A guide to ferries");
    Section first = look(List.of(), NOON, furniture.toString());
    Section later = look(first.seen(), NOON.plus(Duration.ofDays(2)), furniture.toString());

    Section last = look(later.seen(), NOON.plus(Duration.ofDays(3)), furniture + late);

    assertThat(first.urls()).isEmpty();
    assertThat(last.urls()).isEmpty();
  }

  @Test
  void pageWithEndlessLinksIsBounded() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      page.append(link("/2026/11/23/story-number-" + i, "A story with a rather long title"));
    }

    Section section = look(List.of(), NOON, page.toString());

    assertThat(section.urls()).hasSizeLessThanOrEqualTo(300);
    assertThat(section.seen()).hasSizeLessThanOrEqualTo(2_000);
  }

  private Section look(List<Seen> before, Instant now, String stories) {
    String html =
        "<html><body>" + MENU + "<main>" + stories + "</main>" + FOOTER + "</body></html>";
    return reader.read("s", Jsoup.parse(html, ADDRESS.toString()), ADDRESS, before, now);
  }

  private static String link(String path, String text) {
    return "<h2><a href=\"" + path + "\">" + text + "</a></h2>";
  }

  private static List<String> paths(Section section) {
    return section.urls().stream()
        .map(UrlToFetch::url)
        .map(url -> url.substring("https://paper.example.org".length()))
        .toList();
  }
}
