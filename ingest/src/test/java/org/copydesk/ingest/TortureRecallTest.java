package org.copydesk.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.copydesk.ingest.feed.FeedDates;
import org.copydesk.ingest.feed.FeedReader;
import org.copydesk.ingest.feed.FeedReading;
import org.copydesk.ingest.sitemap.SitemapReader;
import org.copydesk.ingest.sitemap.SitemapReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sample feeds and sitemaps of ROME's and crawler-commons' own tests: how many of those that
 * hold entries give every one of them. Prints the figures that docs/ingest.md quotes.
 */
final class TortureRecallTest {

  private static final double BOUND = 0.99;
  private static final URI ADDRESS = URI.create("https://example.org/sitemap.xml");

  /** Packed, or a list of lines: what they hold is counted by hand. */
  private static final Map<String, Integer> COUNTED_BY_HAND =
      Map.of("xmlSitemap.gz", 1, "sitemap.txt.gz", 1);

  /** Settings of the samples' own projects. */
  private static final Set<String> NO_SAMPLES =
      Set.of("rome.properties", "logback-test.xml", "do-not-visit.txt");

  private final FeedReader feeds = new FeedReader(new FeedDates(Clock.systemUTC()));
  private final SitemapReader sitemaps = new SitemapReader(new FeedDates(Clock.systemUTC()));

  @Test
  @Timeout(120)
  void feedsGiveEveryEntryOrCountItAsLinkless() {
    Map<String, byte[]> files = TortureFiles.read(TortureRecallTest::isFeed);

    assertRecall("feeds", files, 150, TortureRecallTest::entries, this::found);
  }

  @Test
  @Timeout(120)
  void sitemapsGiveEveryAddress() {
    Map<String, byte[]> files = TortureFiles.read(TortureRecallTest::isSitemap);

    assertRecall("sitemaps", files, 15, TortureRecallTest::addresses, this::listed);
  }

  private static void assertRecall(
      String kind,
      Map<String, byte[]> files,
      int least,
      ToIntFunction<Map.Entry<String, byte[]>> written,
      ToIntFunction<byte[]> found) {
    List<Map.Entry<String, byte[]>> holding =
        files.entrySet().stream().filter(file -> written.applyAsInt(file) > 0).toList();
    List<String> lossy =
        holding.stream()
            .filter(file -> found.applyAsInt(file.getValue()) < written.applyAsInt(file))
            .map(Map.Entry::getKey)
            .toList();
    int whole = holding.size() - lossy.size();
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d files give all they hold; not: %s%n",
        kind,
        whole,
        holding.size(),
        lossy);

    assertThat(holding).hasSizeGreaterThan(least);
    assertThat((double) whole / holding.size()).as("not whole: %s", lossy).isGreaterThan(BOUND);
  }

  private int found(byte[] body) {
    return switch (feeds.read(body, null, URI.create("https://example.org/feed"))) {
      case FeedReading.Parsed parsed -> parsed.feed().entries().size() + parsed.feed().linkless();
      case FeedReading.Unreadable unreadable -> 0;
    };
  }

  private int listed(byte[] body) {
    return switch (sitemaps.read(body, ADDRESS)) {
      case SitemapReading.Pages pages -> pages.feed().entries().size();
      case SitemapReading.Index index -> index.children().size();
      case SitemapReading.Unreadable unreadable -> 0;
    };
  }

  private static boolean isFeed(String path) {
    boolean isSample =
        path.contains("rome-tests/rome/")
            || path.contains("rome-modules")
            || path.contains("/rss/")
            || path.endsWith("sitemaps/atom.xml");
    return isSample && !NO_SAMPLES.contains(nameOf(path));
  }

  private static boolean isSitemap(String path) {
    return path.contains("crawler-commons")
        && path.contains("/resources/sitemaps/")
        && !path.endsWith("atom.xml")
        && !NO_SAMPLES.contains(nameOf(path));
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Items and entries, counted without any parser. */
  private static int entries(Map.Entry<String, byte[]> file) {
    String text = new String(file.getValue(), ISO_8859_1).toLowerCase(Locale.ROOT);
    text = without(text, "<!--", "-->");
    // Copies of an entry inside that entry, kept by a synchronising extension.
    text = without(text, "<sx:conflicts>", "</sx:conflicts>");
    return Math.max(
        count(text, "<item>") + count(text, "<item "),
        count(text, "<entry>") + count(text, "<entry ") + count(text, "<atom:entry>"));
  }

  /** Addresses of pages or further sitemaps; each differing one once. */
  private static int addresses(Map.Entry<String, byte[]> file) {
    Integer byHand = COUNTED_BY_HAND.get(nameOf(file.getKey()));
    if (byHand != null) {
      return byHand;
    }
    String text = new String(file.getValue(), ISO_8859_1);
    if (nameOf(file.getKey()).endsWith(".txt")) {
      return (int) text.lines().filter(line -> line.contains("http")).distinct().count();
    }
    return Math.max(count(text, "<url>") + count(text, ":url>") / 2, count(text, "<sitemap>"));
  }

  private static int count(String text, String sought) {
    int count = 0;
    for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
      count++;
    }
    return count;
  }

  private static String without(String text, String open, String close) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
      kept.append(text, from, at);
      int end = text.indexOf(close, at);
      from = end < 0 ? text.length() : end + close.length();
    }
    return kept.append(text.substring(from)).toString();
  }
}
