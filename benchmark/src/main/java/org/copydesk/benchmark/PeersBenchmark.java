package org.copydesk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A bare parse, the extraction and its peers on the same pages in one JMH run; each operation goes
 * through all pages of a folder once.
 *
 * <p>Usage: {@code PeersBenchmark FOLDER SECONDS}, with seconds for each of the five iterations of
 * warm-up and the five measured ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PeersBenchmark {
  private static final int ITERATIONS = 5;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** The folder with the pages. */
  @Param("")
  public String folder = "";

  private List<byte[]> pages = List.of();

  @Setup
  public void read() throws IOException {
    pages = pagesIn(Path.of(folder));
  }

  @Benchmark
  public void bareParse(Blackhole hole) {
    for (byte[] page : pages) {
      hole.consume(Peer.parse(page));
    }
  }

  @Benchmark
  public void copydesk(Blackhole hole) {
    extract(Peer.COPYDESK, hole);
  }

  @Benchmark
  public void readability4j(Blackhole hole) {
    extract(Peer.READABILITY4J, hole);
  }

  @Benchmark
  public void boilerpipe(Blackhole hole) {
    extract(Peer.BOILERPIPE, hole);
  }

  private void extract(Peer peer, Blackhole hole) {
    for (byte[] page : pages) {
      hole.consume(peer.text(page));
    }
  }

  public static void main(String[] arguments) throws IOException, RunnerException {
    List<byte[]> pages = pagesIn(Path.of(arguments[0]));
    TimeValue time = TimeValue.seconds(Long.parseLong(arguments[1]));
    Options options =
        new OptionsBuilder()
            .include(PeersBenchmark.class.getName())
            .param("folder", arguments[0])
            .forks(1)
            .warmupIterations(ITERATIONS)
            .warmupTime(time)
            .measurementIterations(ITERATIONS)
            .measurementTime(time)
            .jvmArgs("-Xmx700m", "-XX:+UseSerialGC")
            .addProfiler(GCProfiler.class)
            .build();
    print(new Runner(options).run(), pages);
  }

  private static void print(Collection<RunResult> results, List<byte[]> pages) {
    double bytes = pages.stream().mapToDouble(page -> page.length).sum();
    double parse =
        results.stream()
            .filter(result -> label(result).equals("bareParse"))
            .mapToDouble(result -> result.getPrimaryResult().getScore())
            .findFirst()
            .orElse(Double.NaN);
    System.out.println("| | pages a second | times the parse | bytes allocated a byte |");
    System.out.println("|---|---|---|---|");
    for (RunResult result : results) {
      double millis = result.getPrimaryResult().getScore();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.2f | %.1f |%n",
          label(result),
          pages.size() / millis * 1000,
          millis / parse,
          allocated == null ? Double.NaN : allocated.getScore() / bytes);
    }
  }

  private static String label(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  static List<byte[]> pagesIn(Path folder) throws IOException {
    List<byte[]> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).sorted().toList()) {
        pages.add(Files.readAllBytes(page));
      }
    }
    return pages;
  }
}
