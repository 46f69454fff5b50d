package org.copydesk.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://www.lantern.example/ferry?x=1,https://lantern.example/ferry",
    "https://m.lantern.co.uk/ferry,https://www.lantern.co.uk/ferry",
    "https://lantern.blogs.co.uk/ferry,https://lantern.blogs.example/ferry",
    "https://lantern.blogs.de/ferry,https://lantern.blogs.example/ferry",
    "https://lantern-example.cache.test/c/s/lantern.example/amp/ferry,https://lantern.example/ferry",
    "https://the--lantern-example.cache.test/c/the-lantern.example/ferry,https://the-lantern.example/ferry",
  })
  void addressOnThePagesOwnSiteIsTaken(String page, String canonical) {
    assertThat(canonicalOf(page, canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "https://lantern.example/ferry,https://evil.test/ferry",
    "https://lantern.example/ferry,https://lantern.test/ferry",
    "https://www.lantern.example/ferry,https://www.lantern.test/ferry",
    "https://other.cache.test/c/s/lantern.example/ferry,https://lantern.example/ferry",
    "https://lantern-example.cache.test/ferry,https://lantern.example/ferry",
    "https://lantern.example/ferry,https://lantern.example/",
  })
  void addressOnAnotherSiteIsRefused(String page, String canonical) {
    assertThat(canonicalOf(page, canonical)).isEqualTo("none");
  }

  private static String canonicalOf(String page, String canonical) {
    String html = "<link rel='canonical' href='" + canonical + "'><h1>Ferry resumes</h1>";
    String url =
        new MetadataExtractor().extract(Jsoup.parse(html), URI.create(page), null).canonicalUrl();
    return url == null ? "none" : url;
  }
}
