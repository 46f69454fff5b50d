package org.copydesk.app.extraction;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.copydesk.extract.Extractor;
import org.copydesk.extract.PageInput;
import org.jsoup.Jsoup;

/**
 * Measures the whole extraction against a bare parse of the same bytes, in processor time of the
 * calling thread: in each round all pages are parsed, then all are extracted. Single use, one
 * thread.
 *
 * <p>All figures are medians over the rounds, so that what else the machine does counts little.
 */
public final class ExtractionBench {
  private static final double NANOS = 1e9;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Extractor extractor = Extractor.builder().maxBytes(Integer.MAX_VALUE).build();
  private final List<Page> pages;
  private final List<Round> rounds = new ArrayList<>();

  public ExtractionBench(List<Page> pages) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("nothing to measure");
    }
    this.pages = List.copyOf(pages);
  }

  /**
   * Warms up, then measures, at least one round each. Both times are processor time, so that a busy
   * machine makes the run longer and not colder.
   *
   * @param warmUp how long rounds are not counted, until the compiler is done with the code
   * @param measured how long they are counted
   */
  public Result run(Duration warmUp, Duration measured) {
    repeat(warmUp);
    rounds.clear();
    repeat(measured);
    return result();
  }

  private void repeat(Duration time) {
    long begun = thread.getCurrentThreadCpuTime();
    do {
      rounds.add(round());
    } while (thread.getCurrentThreadCpuTime() - begun < time.toNanos());
  }

  private Round round() {
    long start = thread.getCurrentThreadCpuTime();
    for (Page page : pages) {
      parse(page);
    }
    double parse = (thread.getCurrentThreadCpuTime() - start) / NANOS;
    long allocated = thread.getCurrentThreadAllocatedBytes();
    double[] extractions = new double[pages.size()];
    for (int index = 0; index < extractions.length; index++) {
      long before = thread.getCurrentThreadCpuTime();
      extractor.extract(PageInput.of(pages.get(index).bytes()));
      extractions[index] = (thread.getCurrentThreadCpuTime() - before) / NANOS;
    }
    allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
    return new Round(parse, extractions, allocated);
  }

  private static void parse(Page page) {
    try {
      Jsoup.parse(new ByteArrayInputStream(page.bytes()), null, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory are always there
    }
  }

  private Result result() {
    double bytes = pages.stream().mapToDouble(page -> page.bytes().length).sum();
    int slowest = 0;
    double slowestTime = 0;
    for (int index = 0; index < pages.size(); index++) {
      int at = index;
      double time = median(rounds.stream().mapToDouble(round -> round.extractions()[at]).toArray());
      slowest = time > slowestTime ? index : slowest;
      slowestTime = Math.max(slowestTime, time);
    }
    return new Result(
        pages.size(),
        (long) bytes,
        rounds.size(),
        median(rounds.stream().mapToDouble(Round::parse).toArray()),
        median(rounds.stream().mapToDouble(Round::extraction).toArray()),
        median(rounds.stream().mapToDouble(round -> round.extraction() / round.parse()).toArray()),
        median(rounds.stream().mapToDouble(round -> round.allocated() / bytes).toArray()),
        pages.get(slowest).name(),
        slowestTime * 1000);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A page to measure with. */
  @SuppressWarnings("ArrayRecordComponent") // Big, and never compared.
  public record Page(String name, byte[] bytes) {}

  /** Seconds, and bytes for the extraction of all pages. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Round(double parse, double[] extractions, long allocated) {
    double extraction() {
      return Arrays.stream(extractions).sum();
    }
  }

  /**
   * What came out.
   *
   * @param parseSeconds for all pages once
   * @param extractSeconds for all pages once
   * @param timesTheParse the extraction's time by the parse's in the same round
   * @param allocatedPerByte bytes allocated by the extraction for each byte of the pages
   */
  public record Result(
      int pages,
      long bytes,
      int rounds,
      double parseSeconds,
      double extractSeconds,
      double timesTheParse,
      double allocatedPerByte,
      String slowestPage,
      double slowestMillis) {
    public double parsedPerSecond() {
      return pages / parseSeconds;
    }

    public double extractedPerSecond() {
      return pages / extractSeconds;
    }

    public double parsedMegabytesPerSecond() {
      return bytes / 1e6 / parseSeconds;
    }

    public double extractedMegabytesPerSecond() {
      return bytes / 1e6 / extractSeconds;
    }
  }
}
