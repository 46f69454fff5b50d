package org.copydesk.ingest.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.copydesk.ingest.feed.FeedDates;

/** Reads full sitemaps, all at once, in a JVM of its own, whose heap is what it may take. */
final class SitemapProcess {

  private static final int PAGES = 50_000;
  private static final int AT_ONCE = 4;

  private SitemapProcess() {}

  /** Prints, for each reading, how many pages it gave and what was mended. */
  public static void main(String[] arguments) throws Exception {
    byte[] sitemap = sitemap();
    SitemapReader reader = new SitemapReader(new FeedDates(Clock.systemUTC()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SitemapReading>> readings = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        readings.add(
            threads.submit(() -> reader.read(sitemap, URI.create("https://example.org/s.xml.gz"))));
      }
      for (Future<SitemapReading> reading : readings) {
        print(reading);
      }
    }
  }

  private static void print(Future<SitemapReading> reading)
      throws ExecutionException, InterruptedException {
    SitemapReading.Pages pages = (SitemapReading.Pages) reading.get();
    System.out.println(
        pages.feed().entries().size() + " " + pages.feed().repairs().stream().sorted().toList());
  }

  /** Some 10 MiB, with letters that take two bytes each in memory, and something to mend. */
  private static byte[] sitemap() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8)) {
      out.write("<urlset>");
      for (int i = 0; i < PAGES; i++) {
        out.write(
            """
            <url>
              <loc>https://example.org/новости/2026/11/23/the-harbour-reopens-%d?a=1&b=2</loc>
              <lastmod>2026-11-23T08:00:00Z</lastmod>
              <changefreq>daily</changefreq>
              <priority>0.5</priority>
            </url>
            """
                .formatted(i));
      }
      out.write("</urlset>");
    }
    return bytes.toByteArray();
  }
}
