package org.copydesk.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalUrlTest {
  private final CanonicalUrl canonicalUrls = new CanonicalUrl();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // without a claim, the page's own address, normalised
        "https://news.example.org/a?utm_source=rss, -, https://news.example.org/a",
        // the same registrable domain may claim
        "https://m.example.org/a, https://www.example.org/a, https://www.example.org/a",
        "https://news.example.co.uk/a, https://example.co.uk/b, https://example.co.uk/b",
        // another domain may not, though they share a public suffix
        "https://one.co.uk/a, https://two.co.uk/a, https://one.co.uk/a",
        "https://one.example.org/a, https://one.example.net/a, https://one.example.org/a",
        // nor may another blog of the same hosting service
        "https://one.blogspot.com/a, https://two.blogspot.com/a, https://one.blogspot.com/a",
        "https://one.github.io/a, https://two.github.io/a, https://one.github.io/a",
        // the front page is no article's address
        "https://example.org/a, https://example.org/, https://example.org/a",
        // plain addresses: the same host and port only
        "http://127.0.0.1:8001/a, http://127.0.0.1:8001/b, http://127.0.0.1:8001/b",
        "http://127.0.0.1:8001/a, http://127.0.0.1:8002/b, http://127.0.0.1:8001/a",
        // what is no URL is no claim
        "https://example.org/a, javascript:alert(1), https://example.org/a",
        "https://example.org/a, 'http://[broken', https://example.org/a",
      })
  void claimIsBelievedOnlyWithinTheSite(String page, String claimed, String expected) {
    assertThat(canonicalUrls.choose(page, claimed)).isEqualTo(expected);
  }
}
