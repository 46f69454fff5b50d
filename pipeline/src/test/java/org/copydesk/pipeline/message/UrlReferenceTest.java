package org.copydesk.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlReferenceTest {

  /** The examples of RFC 3986 sections 5.4.1 and 5.4.2, with the strict reading of the last. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g:h|g:h",
        "g|http://a/b/c/g",
        "./g|http://a/b/c/g",
        "g/|http://a/b/c/g/",
        "/g|http://a/g",
        "//g|http://g",
        "?y|http://a/b/c/d;p?y",
        "g?y|http://a/b/c/g?y",
        "#s|http://a/b/c/d;p?q#s",
        "g#s|http://a/b/c/g#s",
        "g?y#s|http://a/b/c/g?y#s",
        ";x|http://a/b/c/;x",
        "g;x|http://a/b/c/g;x",
        "g;x?y#s|http://a/b/c/g;x?y#s",
        "''|http://a/b/c/d;p?q",
        ".|http://a/b/c/",
        "./|http://a/b/c/",
        "..|http://a/b/",
        "../|http://a/b/",
        "../g|http://a/b/g",
        "../..|http://a/",
        "../../|http://a/",
        "../../g|http://a/g",
        "../../../g|http://a/g",
        "../../../../g|http://a/g",
        "/./g|http://a/g",
        "/../g|http://a/g",
        "g.|http://a/b/c/g.",
        ".g|http://a/b/c/.g",
        "g..|http://a/b/c/g..",
        "..g|http://a/b/c/..g",
        "./../g|http://a/b/g",
        "./g/.|http://a/b/c/g/",
        "g/./h|http://a/b/c/g/h",
        "g/../h|http://a/b/c/h",
        "g;x=1/./y|http://a/b/c/g;x=1/y",
        "g;x=1/../y|http://a/b/c/y",
        "g?y/./x|http://a/b/c/g?y/./x",
        "g?y/../x|http://a/b/c/g?y/../x",
        "g#s/./x|http://a/b/c/g#s/./x",
        "g#s/../x|http://a/b/c/g#s/../x",
        "http:g|http:g",
      })
  void referenceIsResolvedAsTheStandardHasIt(String reference, String target) {
    assertThat(UrlReference.resolve("http://a/b/c/d;p?q", reference)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?id=5 | https://example.org/news/index.php?id=5",
        "'' | https://example.org/news/index.php",
        "a[1] | https://example.org/news/a%5B1%5D",
        "{a}^b | https://example.org/news/%7Ba%7D%5Eb",
        "<a> | https://example.org/news/%3Ca%3E",
        "/50%-off | https://example.org/50%25-off",
        "a\u00a0b | https://example.org/news/a%C2%A0b",
        "a b?q=[1]#x y | https://example.org/news/a%20b?q=%5B1%5D",
        "//other.example | https://other.example/",
      })
  void linkThatIsNoUriIsFollowed(String link, String target) {
    URI page = URI.create("https://example.org/news/index.php");

    assertThat(new UrlNormalizer().resolve(page, link)).contains(URI.create(target));
  }
}
