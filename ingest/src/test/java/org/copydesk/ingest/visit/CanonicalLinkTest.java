package org.copydesk.ingest.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalLinkTest {

  private static final String ARTICLE = "https://news.example/2026/11/23/harbour-opens-again";

  private final CanonicalLink links = new CanonicalLink(new UrlNormalizer());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=\"canonical\" href=\"https://news.example/2026/11/23/harbour-opens-again\">",
        "<LINK HREF='/2026/11/23/harbour-opens-again' REL=Canonical />",
        "<link rel=canonical href=//news.example/2026/11/23/harbour-opens-again?utm_source=a&amp;utm_medium=b>",
        "<!-- <link rel=canonical href=/other-old-story-here> --><link rel=canonical\n"
            + " href=https://NEWS.example/2026/11/23/harbour-opens-again#top>",
        "<script>'<link rel=canonical href=/other-old-story-here>'</script>"
            + "<link rel=canonical href=/2026/11/23/harbour-opens-again>"
      })
  void addressThatAPageCallsItsOwnIsRead(String head) {
    assertThat(of(head, "https://news.example/p?id=4711")).hasToString(ARTICLE);
  }

  @ParameterizedTest
  @CsvSource({
    "https://news.example/p, /",
    "https://news.example/p, /news/",
    "https://news.example/p, /tag/harbour-and-its-ships",
    "https://news.example/p, https://other.example/2026/11/23/harbour-opens-again",
    "https://news.example/2026/11/23/harbour-opens-again, /2026/11/23/harbour-opens-again",
    "https://news.example/2026/11/23/harbour-opens-again/2, /2026/11/23/harbour-opens-again",
    "https://news.example/2026/11/23/harbour-opens-again/comments/, /2026/11/23/harbour-opens-again/",
    "https://news.example/harbour-opens-again-2.html, /harbour-opens-again.html",
    "https://news.example/2026/11/23/harbour-opens-again?page=2, /2026/11/23/harbour-opens-again",
    "https://news.example/p, mailto:desk@news.example",
    "https://news.example/p, ''"
  })
  void addressThatCannotBeItsOwnIsNotBelieved(String address, String canonical) {
    assertThat(of("<link rel=canonical href='" + canonical + "'>", address)).isNull();
  }

  @Test
  void ampPageIsTheWholeArticle() {
    String link = "<link rel=canonical href=/2026/11/23/harbour-opens-again>";

    assertThat(of(link, ARTICLE + "/amp")).hasToString(ARTICLE);
  }

  @Test
  void pageThatNamesTwoNamesNone() {
    String two =
        "<link rel=canonical href=/harbour-opens-again-now>"
            + "<link rel=canonical href=/harbour-closes-once-more>";

    assertThat(of(two, "https://news.example/p")).isNull();
  }

  @Test
  void linkInTheTextIsNone() {
    String text = "</head><body><link rel=canonical href=/2026/11/23/harbour-opens-again>";

    assertThat(of(text, "https://news.example/p")).isNull();
  }

  @Test
  @Timeout(60)
  void headFullOfBrokenElementsTakesNoTime() {
    String broken = "<link canonical ".repeat(100_000) + "<!-".repeat(100_000);

    assertThat(of(broken, "https://news.example/p")).isNull();
    assertThat(of("<link canonical>".repeat(10_000), "https://news.example/p")).isNull();
  }

  private @Nullable URI of(String head, String address) {
    byte[] page = ("<!doctype html><html><head>" + head + "</head><body>Text").getBytes(UTF_8);
    return links.of(page, URI.create(address)).orElse(null);
  }
}
