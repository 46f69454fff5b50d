package org.copydesk.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.copydesk.app.simulation.BenchResult;
import org.copydesk.app.simulation.IngestBench;
import org.copydesk.app.simulation.WebPlan;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the crawl of a simulated web, and checks it. */
@Command(
    name = "ingest",
    header = "Crawls a simulated web of thousands of hosts, measures it and checks it.",
    description = {
      "Opens the hosts on addresses of their own in 127.0.0.0/8 (so it needs Linux), starts a"
          + " broker and an ingest process in a temporary folder, and waits until every article"
          + " of every feed is in news.pages.v1. Then as many pages of the same web, 40,000 at"
          + " most, go through jsoup's connection and a producer without a crawler around them,"
          + " in a process of its own: what ingest costs beyond that is its own.",
      "",
      "Ends with 70 when an article is missing or published twice, or when a host saw two"
          + " requests at a time or a pause shorter than it wants, by its own log."
    },
    footer = {"  copydesk bench ingest", "  copydesk bench ingest --hosts 50 --delay 300 --json"})
final class BenchIngestCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--hosts",
      paramLabel = "NUMBER",
      defaultValue = "5000",
      description = "How many hosts there are; 5000 by default, at most 50000.")
  private int hosts;

  @Option(
      names = "--articles",
      paramLabel = "NUMBER",
      defaultValue = "40",
      description = "How many articles each host's feed shows; 40 by default.")
  private int articles;

  @Option(
      names = "--page-size",
      paramLabel = "BYTES",
      defaultValue = "16384",
      description = "How long a page is; 16384 by default.")
  private int pageSize;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "2000",
      description = "Pause between two requests to a host, in milliseconds; 2000 by default.")
  private int delay;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "100",
      description = "The longest time a host takes to answer, in milliseconds; 100 by default.")
  private int latency;

  @Option(
      names = "--parallel",
      paramLabel = "NUMBER",
      defaultValue = "128",
      description = "fetch.parallel of the ingest process; 128 by default.")
  private int parallel;

  @Option(
      names = "--partitions",
      paramLabel = "NUMBER",
      defaultValue = "12",
      description = "Partitions of each topic; 12 by default.")
  private int partitions;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "224m",
      description =
          "The largest heap of the ingest process; 224m by default, as the launcher gives it.")
  private String heap = "";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Another number gives other texts and answer times; 1 by default.")
  private long seed;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  BenchIngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    BenchResult result = measure(settings());
    surroundings.output().print(json ? Json.line(fields(result)) + "\n" : table(result));
    if (result.faults().isEmpty()) {
      return ExitCode.OK.status();
    }
    result.faults().forEach(fault -> surroundings.output().say("copydesk: failed: " + fault));
    return ExitCode.INTERNAL.status();
  }

  private IngestBench.Settings settings() {
    try {
      WebPlan plan =
          new WebPlan(
              hosts,
              articles,
              pageSize,
              Duration.ofMillis(delay),
              Duration.ofMillis(latency),
              seed);
      return new IngestBench.Settings(plan, parallel, partitions, heap);
    } catch (IllegalArgumentException e) {
      throw new ServiceFailure(ExitCode.USAGE, "No such web: " + e.getMessage() + ".", e);
    }
  }

  private BenchResult measure(IngestBench.Settings settings) {
    try {
      return new IngestBench(settings, surroundings.output()::say).run();
    } catch (IOException | UncheckedIOException e) {
      throw new ServiceFailure(
          ExitCode.SYSTEM, "The simulated web cannot be run: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceFailure(ExitCode.UNAVAILABLE, "Interrupted.", e);
    }
  }

  private static String table(BenchResult result) {
    Table table = new Table("CPU ms a page", "all pages", "second half").alignedRight(1, 2);
    cpu(table, "ingest process", result.ingest());
    cpu(table, "bare transfer and producer", result.bare());
    cpu(table, "ingest beyond that", result.own());
    BenchResult.Memory memory = result.memory();
    return table.text()
        + """

        pages          %d of %d hosts in %d s, %.0f a second
        memory         heap after a collection %s in the middle, %s at the end; resident at most %s
        requests       %d, shortest pause %d ms
        checks         %s
        """
            .formatted(
                result.pages(),
                result.plan().hosts(),
                result.took().toSeconds(),
                result.pagesPerSecond(),
                megabytes(memory.heapInTheMiddle()),
                megabytes(memory.heapAtTheEnd()),
                megabytes(memory.peakResident()),
                result.requests().requests(),
                result.requests().shortestGap().toMillis(),
                result.faults().isEmpty()
                    ? "complete, no duplicates, polite"
                    : result.faults().size() + " failed");
  }

  private static void cpu(Table table, String name, BenchResult.Cpu cpu) {
    table.row(
        name,
        String.format(Locale.ROOT, "%.2f", cpu.whole()),
        String.format(Locale.ROOT, "%.2f", cpu.warm()));
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isPresent() ? (bytes.getAsLong() >> 20) + " MB" : "unknown";
  }

  private static Map<String, Object> fields(BenchResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hosts", result.plan().hosts());
    fields.put("pages", result.pages());
    fields.put("seconds", result.took().toMillis() / 1000.0);
    fields.put("pagesPerSecond", result.pagesPerSecond());
    fields.put("cpuMillis", result.ingest());
    fields.put("bareCpuMillis", result.bare());
    fields.put("ownCpuMillis", result.own());
    put(fields, "heapInTheMiddleBytes", result.memory().heapInTheMiddle());
    put(fields, "heapAtTheEndBytes", result.memory().heapAtTheEnd());
    put(fields, "peakResidentBytes", result.memory().peakResident());
    fields.put("requests", result.requests().requests());
    fields.put("overlaps", result.requests().overlaps());
    fields.put("shortGaps", result.requests().shortGaps());
    fields.put("shortestGapMillis", result.requests().shortestGap().toMillis());
    fields.put("faults", result.faults());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, OptionalLong bytes) {
    bytes.ifPresent(value -> fields.put(name, value));
  }
}
