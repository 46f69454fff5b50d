package org.copydesk.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * through all pages of a folder as often as asked. The table gives processor time; JMH's own output
 * is in time on the wall.
 *
 * <p>Usage: {@code PeersBenchmark FOLDER ROUNDS PATTERN}, with rounds through the folder for each
 * of the five iterations of warm-up and the five measured ones, for the benchmarks whose name the
 * regular expression matches whole. An iteration is rounds and not seconds, so that a busy machine
 * makes the run longer and not colder.
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

  /** How often an operation goes through it. */
  @Param("1")
  public int rounds;

  private List<byte[]> pages = List.of();

  @Setup
  public void read() throws IOException {
    pages = pagesIn(Path.of(folder));
  }

  @Benchmark
  public void bareParse(Blackhole hole, Spent spent) {
    measure(Peer::parse, hole, spent);
  }

  @Benchmark
  public void copydesk(Blackhole hole, Spent spent) {
    measure(Peer.COPYDESK::text, hole, spent);
  }

  @Benchmark
  public void readability4j(Blackhole hole, Spent spent) {
    measure(Peer.READABILITY4J::text, hole, spent);
  }

  @Benchmark
  public void boilerpipe(Blackhole hole, Spent spent) {
    measure(Peer.BOILERPIPE::text, hole, spent);
  }

  private void measure(Function<byte[], Object> work, Blackhole hole, Spent spent) {
    long start = spent.now();
    for (int round = 0; round < rounds; round++) {
      for (byte[] page : pages) {
        hole.consume(work.apply(page));
      }
    }
    spent.nanos += spent.now() - start;
    spent.rounds += rounds;
  }

  /** Processor time: what else the machine does counts less than in time on the wall. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Spent {
    public long nanos;
    public long rounds;
    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();

    private long now() {
      return thread.getCurrentThreadCpuTime();
    }
  }

  public static void main(String[] arguments) throws IOException, RunnerException {
    List<byte[]> pages = pagesIn(Path.of(arguments[0]));
    int rounds = Integer.parseInt(arguments[1]);
    TimeValue oneOperation = TimeValue.milliseconds(1); // over before the first one ends
    Options options =
        new OptionsBuilder()
            .include("\\." + PeersBenchmark.class.getSimpleName() + "\\.(" + arguments[2] + ")$")
            .param("folder", arguments[0])
            .param("rounds", arguments[1])
            .forks(1)
            .warmupIterations(ITERATIONS)
            .warmupTime(oneOperation)
            .measurementIterations(ITERATIONS)
            .measurementTime(oneOperation)
            .jvmArgs("-Xmx700m", "-XX:+UseSerialGC")
            .addProfiler(GCProfiler.class)
            .build();
    print(new Runner(options).run(), pages, rounds);
  }

  @SuppressWarnings("rawtypes") // as JMH has them
  private static void print(Collection<RunResult> results, List<byte[]> pages, int rounds) {
    double bytes = rounds * pages.stream().mapToDouble(page -> page.length).sum();
    double parse =
        results.stream()
            .filter(result -> label(result).equals("bareParse"))
            .mapToDouble(PeersBenchmark::millis)
            .findFirst()
            .orElse(Double.NaN);
    System.out.println("| | pages a second | times the parse | bytes allocated a byte |");
    System.out.println("|---|---|---|---|");
    for (RunResult result : results) {
      double millis = millis(result);
      Result allocated = result.getSecondaryResults().get(ALLOCATED);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.2f | %.1f |%n",
          label(result),
          pages.size() / millis * 1000,
          millis / parse,
          allocated == null ? Double.NaN : allocated.getScore() / bytes);
    }
  }

  private static double millis(RunResult result) {
    return counted(result, "nanos") / counted(result, "rounds") / 1e6;
  }

  @SuppressWarnings("rawtypes") // as JMH has them
  private static double counted(RunResult result, String counter) {
    Map<String, Result> counters = result.getSecondaryResults();
    return Objects.requireNonNull(counters.get(counter)).getScore();
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
