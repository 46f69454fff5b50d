package org.copydesk.extract.quality;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.jsoup.Jsoup;

/**
 * Measures the whole extraction against a bare parse of the same bytes, in processor time of one
 * thread, round after round; the last rounds are warm. See {@code quality/bench}.
 *
 * <p>Usage: {@code SpeedRun PAGE_FOLDER ROUNDS}
 */
public final class SpeedRun {
  private static final double NANOS = 1e9;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Extractor extractor = Extractor.create();
  private final List<byte[]> pages = new ArrayList<>();
  private long bytes;

  private SpeedRun() {}

  public static void main(String[] arguments) throws IOException {
    SpeedRun run = new SpeedRun();
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).sorted().toList()) {
        run.add(Files.readAllBytes(page));
      }
    }
    for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
      run.measure(round);
    }
  }

  private void add(byte[] page) {
    pages.add(page);
    bytes += page.length;
  }

  private void measure(int round) throws IOException {
    long start = thread.getCurrentThreadCpuTime();
    for (byte[] page : pages) {
      Jsoup.parse(new ByteArrayInputStream(page), null, "");
    }
    double parse = (thread.getCurrentThreadCpuTime() - start) / NANOS;
    long allocated = thread.getCurrentThreadAllocatedBytes();
    double extract = 0;
    double slowest = 0;
    for (byte[] page : pages) {
      long before = thread.getCurrentThreadCpuTime();
      extractor.extract(PageInput.of(page));
      double took = (thread.getCurrentThreadCpuTime() - before) / NANOS;
      extract += took;
      slowest = Math.max(slowest, took);
    }
    allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
    System.out.printf(
        Locale.ROOT,
        "round %2d: parse %.0f pages/s, extract %.0f pages/s (%.1f MB/s), %.2f times the parse,"
            + " %.1f bytes allocated a byte, slowest page %.0f ms%n",
        round,
        pages.size() / parse,
        pages.size() / extract,
        bytes / 1e6 / extract,
        extract / parse,
        (double) allocated / bytes,
        slowest * 1000);
  }
}
