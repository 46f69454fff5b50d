package org.copydesk.extract.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FastParserTest {
  private static final String ADDRESS = "https://paper.example/";

  /** Texts of pages that need no odd rule. */
  static List<String> pages() {
    return List.of(
        "",
        "one",
        " \n one",
        "<!DOCTYPE html>\n<html lang=de>\n<head>\n<title>A &amp; b</title>\n</head>\n<body> x</body>\n</html>\n",
        "<head><meta name=a content='b'><link rel=c href=d><style>p > a {}</style></head> text",
        "<script>if (a < b) { '</div>' }</script><p>a",
        "<script><!-- '<p>' --></script><p>a",
        "<head></head><script>1</script><meta name=a><body class=b>c<body class=d id=e>",
        "<p>a<p>b<div>c</div>d<ul><li>e<li>f<ul><li>g</ul><li>h</ul>",
        "<p>a<h1>b<h2>c</h1>d</p>e</p>f",
        "<dl><dt>a<dd>b<dt>c</dl><address>d<li>e<div>f<li>g</address>",
        "<p>a <b>b <i>c</b> d</i> e",
        "<p><b>a<p>b</b>c<p><i>d</p>e</i>",
        "<a href=a>b<a href=c>d</a>e",
        "<table><tr><td>a<td>b<tr><th>c</table>d",
        "<!DOCTYPE html><p>a<table><caption>b<col><thead><tr><td>c<tfoot><tr><td>d</table>e",
        "<p>a<table><tr><td>b</table>c",
        "<table><tbody><tr><td><table><tr><td>a</table>b</td></tr></tbody></table>c",
        "<table><tr><td><b>a</td><td>b</b>c</table>d",
        "<form><p>a<form><input></form>b</form>c",
        "<button>a<button>b</button>c",
        "<select><option>a<option selected>b<optgroup label=c><option>d</select>e",
        "<option>a<option>b<p>c",
        "<pre>\n\na</pre><pre><!-- b -->\nc</pre><textarea>\r\n\nd</textarea>",
        "<p>a<noscript><img src=b><p>c</p></noscript>d",
        "<head><noscript><link rel=a><img></noscript><title>b</title></head>c",
        "<template><div>a</div></template>b",
        "<svg viewBox='0 0 1 1'><title>a</title><g><path d='b'/></g></svg>c",
        "<object><p>a<param name=b></object>c<marquee><b>d</marquee>e",
        "<iframe><p>a</iframe>b<video><source src=c></video>d",
        "<x-card a=b>c<x-card/>d</x-card>e</nothing>f",
        "<p CLASS=a class=b ID='c' data-d=\"e&quot;f\" g h = i>j<br/>k<br></br>l",
        "<a href=?b=1&copy=2&amp;d>&copy &lt;&#39;&#x201E;&#128;&notit;&nbsp; & &;</a>",
        "a<!-- b --!>c<!-->d<!--->e<!x>f</ g>h<?i?>j< k",
        "<base href=/b/><base href=/c/><a href=d>e</a>",
        "<body>a</body>\n<!-- b -->\n<div>c</div></html>\n<p>d",
        "ü<p title=ö>ä€😀",
        "<p class=aaaaaaaa-1-bbbbbbbb><p class=aaaaaaaa-2-bbbbbbbb><p class=aaaaaaaa-1-bbbbbbbb>",
        "<p class='a &copy=b'>a &copy=b</p><p class='a &copy=b'>a &copy=b</p>",
        "<p Data-One=1 data-two=2 data-one=3><p data-TWO=4 dATA-one=5 data-öne=6 data-Öne=7>",
        "<p Data-Type=1 data-type=2 data-testid=3 STYLE='a'><a hreF=b XML:lang=c>d</a>",
        "<div>\n <p>a</p>\n <b>c</b>\n d <i>e</i> <b>f</b>\n</div>\n<span>g</span>\n<p>h",
        "<div>\n<!-- a -->\n<script>b</script>\n<p>c</p> <script>d</script> <i>e</i> <style>f</style> g</div>",
        "<p><i>a</p>\n<p>b</p>\n<div>c",
        "<ul>\n<li><a>a</a>\n<li><a>b</a> <a>c</a>\n</ul> <hr>\n<table>\n<tr>\n<td>\n<i>d</i> \n</table>",
        "<ul><li>a<table><tr><td><i>b</i></li> <i>c</i></td></tr></table></ul>",
        "<figure><title>a</title>\n<link rel=b>c</figure>",
        "<section><pre>\n <i>a</i>\n\n</pre>\n</section>");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTreeIsTheOneThatJsoupBuilds(String page) {
    Optional<Document> tree = FastParser.parse(page.getBytes(UTF_8), ADDRESS, () -> {});

    assertThat(tree).isPresent();
    assertThat(TreeDifference.find(page, Jsoup.parse(page, ADDRESS), tree.get())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itHasEveryAttributeWhereThePageNamesPartsOfItself(String page) {
    String named = page + "<!-- cssSelector -->";

    Document tree = FastParser.parse(named.getBytes(UTF_8), ADDRESS, () -> {}).orElseThrow();

    assertThat(TreeDifference.find(named, Jsoup.parse(named, ADDRESS), tree)).isEmpty();
  }

  @Test
  void whatNothingAsksForIsLeftOut() {
    String page =
        "<div data-track='{}' class=a>\n <p>b <i>c</i> <b>d</b>\n</p>\n</div>\n<ul>\n<li>e";

    Document tree = FastParser.parse(page.getBytes(UTF_8), ADDRESS, () -> {}).orElseThrow();

    assertThat(tree.body().html().replaceAll("\n *", ""))
        .isEqualTo("<div class=\"a\"><p>b <i>c</i> <b>d</b></p></div><ul><li>e</li></ul>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "<table>a<tr><td>b</table>",
        "<b>a<div>b</b>c</div>",
        "<svg><p>a</svg>",
        "<svg><foreignObject>a</foreignObject></svg>",
        "<ruby>a<rt>b</ruby>",
        "<frameset><frame></frameset>",
        "<template><tr><td>a</template>",
        "<title>a",
        "<!-- a",
        "<p <a>",
        "a</>>",
        "<p",
        "<plaintext>a",
        "<select><div>a</select>"
      })
  void whatIsOddIsLeftToJsoup(String page) {
    assertThat(FastParser.parse(page.getBytes(UTF_8), ADDRESS, () -> {})).isEmpty();
  }

  @Test
  void relativeAddressesGoByThePagesBase() {
    String page = "<base href=/b/><a href=c>d</a>";

    Document tree = FastParser.parse(page.getBytes(UTF_8), ADDRESS, () -> {}).orElseThrow();

    assertThat(tree.getElementsByTag("a").eachAttr("abs:href"))
        .containsExactly("https://paper.example/b/c");
  }

  @Test
  void theDeadlineIsAskedInTheMiddleOfAPage() {
    byte[] page = "<p>a".repeat(10_000).getBytes(UTF_8);
    int[] asked = new int[1];

    FastParser.parse(page, ADDRESS, () -> asked[0]++);

    assertThat(asked[0]).isGreaterThan(10);
  }
}
