package org.copydesk.ingest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.copydesk.ingest.TortureFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample feeds of ROME's and crawler-commons' own tests. */
final class FeedTortureTest {

  private final FeedReader reader = new FeedReader(new FeedDates(Clock.systemUTC()));

  @Test
  @Timeout(120)
  void everyEntryIsGivenOrCountedAsLinkless() {
    Map<String, byte[]> files = TortureFiles.read(FeedTortureTest::isFeed);

    List<String> lossy =
        files.entrySet().stream()
            .filter(file -> found(file.getValue()) < written(file.getValue()))
            .map(Map.Entry::getKey)
            .toList();

    assertThat(files.values()).filteredOn(body -> written(body) > 0).hasSizeGreaterThan(150);
    assertThat(lossy).isEmpty();
  }

  private int found(byte[] body) {
    return switch (reader.read(body, null)) {
      case FeedReading.Parsed parsed -> parsed.feed().entries().size() + parsed.feed().linkless();
      case FeedReading.Unreadable unreadable -> 0;
    };
  }

  private static boolean isFeed(String path) {
    boolean isSample =
        path.contains("rome-tests/rome/")
            || path.contains("rome-modules")
            || path.contains("/rss/")
            || path.endsWith("sitemaps/atom.xml");
    return isSample
        && !path.contains("logback")
        && (path.endsWith(".xml") || path.endsWith(".rss"));
  }

  /** Items and entries, counted without any parser. */
  private static int written(byte[] body) {
    String text = new String(body, ISO_8859_1).toLowerCase(Locale.ROOT);
    text = without(text, "<!--", "-->");
    // Copies of an entry inside that entry, kept by a synchronising extension.
    text = without(text, "<sx:conflicts>", "</sx:conflicts>");
    return Math.max(
        count(text, "<item>") + count(text, "<item "),
        count(text, "<entry>") + count(text, "<entry "));
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
