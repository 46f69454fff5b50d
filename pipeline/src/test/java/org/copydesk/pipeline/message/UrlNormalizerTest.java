package org.copydesk.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlNormalizerTest {

  private final UrlNormalizer normalizer = new UrlNormalizer();

  @ParameterizedTest
  @CsvSource({
    "HTTP://Example.ORG:80/a/../b?utm_source=x&z=1&a=2#top, http://example.org/b?a=2&z=1",
    "https://example.org:443, https://example.org/",
    "https://example.org:8443/x, https://example.org:8443/x",
    "https://münchen.example/straße, https://xn--mnchen-3ya.example/stra%C3%9Fe",
    "https://example.org/a;jsessionid=1A2B?b=1, https://example.org/a?b=1",
    "https://example.org/a;JSESSIONID=1A2B/b, https://example.org/a/b",
    "https://example.org/a?UTM_Source=x&b=1&utm_new=y#top, https://example.org/a?b=1",
    "https://example.org/a?utm_new, https://example.org/a",
    "https://example.org/a?autm_x=1, https://example.org/a?autm_x=1",
    "https://example.org./news, https://example.org/news",
    "https://example.org/a?fbclid=abc, https://example.org/a",
    "https://example.org/a b, https://example.org/a%20b",
    "https://example.org/%7euser, https://example.org/~user",
    "http://192.0.2.7/x, http://192.0.2.7/x",
    "http://[2001:db8::1]/x, http://[2001:db8::1]/x",
  })
  void oneArticleHasOneForm(String url, String normal) {
    assertThat(normalizer.normalize(url)).contains(URI.create(normal));
    assertThat(normalizer.normalize(normal)).contains(URI.create(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org/a",
        "ftp://example.org/a",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://",
        "http:///127.0.0.1",
        "http://user@example.org/",
        "http://good@127.0.0.1/",
        "http://good\\@127.0.0.1/",
        "http://good%00.127.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "http://0/",
        "http://straße.example/",
        "http://STRAẞE.example/",
        "http://βόλος.example/",
        "http://a\u200db.example/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://①②⑦.⓪.⓪.①/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://[fe80::1%25lo]/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:port/",
        "http://exa\u0000mple.org/",
        "http://example.org/\u001b[31m",
        "http://example.org/\u2028x",
        "http://exam ple.org/",
        "http://[::1/",
        "http://a..b/",
      })
  void whatParsersReadDifferentlyIsRefused(String url) {
    assertThat(normalizer.normalize(url)).isEmpty();
  }

  @Test
  void wrappedLinkIsJoined() {
    assertThat(normalizer.normalize("  https://example.org/a\n\t-long/link \r\n"))
        .contains(URI.create("https://example.org/a-long/link"));
  }

  @Test
  void overlongUrlIsRefused() {
    String url = "https://example.org/" + "a".repeat(UrlNormalizer.MAX_LENGTH);

    assertThat(normalizer.normalize(url)).isEmpty();
  }

  @Test
  void relativeLinkIsResolvedAgainstItsDocument() {
    URI base = URI.create("https://example.org/news/feed.xml");

    assertThat(normalizer.resolve(base, "../a story.html?utm_medium=rss"))
        .contains(URI.create("https://example.org/a%20story.html"));
    assertThat(normalizer.resolve(base, "//other.example/b"))
        .contains(URI.create("https://other.example/b"));
    assertThat(normalizer.resolve(base, "javascript:void(0)")).isEmpty();
    assertThat(normalizer.resolve(base, "mailto:desk@example.org")).isEmpty();
  }
}
