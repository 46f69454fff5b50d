package org.copydesk.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.copydesk.app.extraction.DocumentExtractor;
import org.copydesk.app.extraction.ExtractionBench;
import org.copydesk.app.extraction.ExtractionBench.Page;
import org.copydesk.app.extraction.ExtractionBench.Result;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the extraction against a bare parse. */
@Command(
    name = "extract",
    header = "Measures the extraction of a folder's pages against a bare parse of the same bytes.",
    description = {
      "Reads the .html and .htm files under DIR and goes through them round after round, each time"
          + " first with jsoup's parser alone, then with the whole extraction. Counts processor"
          + " time of one thread, for the options too; every figure is a median over the rounds.",
      "",
      "Pin it to one processor and let the machine rest: what else runs takes the caches away."
          + " Under some twenty seconds of warm-up the compiler is not done yet."
    },
    footer = {
      "  copydesk bench extract pages/",
      "  copydesk bench extract --json --warm-up 60 pages/",
      "  COPYDESK_JAVA_OPTS=-XX:+UseSerialGC taskset -c 1 ./copydesk bench extract pages/"
    })
final class BenchExtractCommand extends HelpfulCommand implements Callable<Integer> {
  private static final int MAX_PAGES = 5_000;
  private static final long MAX_TOTAL = 256L << 20;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "DIR", description = "Where the pages lie, at any depth.")
  private Path folder = Path.of("");

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long rounds are not counted; 30 by default.")
  private int warmUp;

  @Option(
      names = "--measure",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long rounds are counted; 15 by default.")
  private int measure;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  BenchExtractCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (warmUp < 0 || measure < 0) {
      throw new ServiceFailure(ExitCode.USAGE, "--warm-up and --measure cannot be negative.");
    }
    List<Page> pages = pages();
    surroundings
        .output()
        .say(
            "%d pages; this takes %d seconds, or longer on a busy machine."
                .formatted(pages.size(), warmUp + measure));
    Result result =
        new ExtractionBench(pages).run(Duration.ofSeconds(warmUp), Duration.ofSeconds(measure));
    surroundings.output().print(json ? Json.line(fields(result)) + "\n" : table(result));
    return ExitCode.OK.status();
  }

  /** At most as many and as much as memory surely holds, in the order of their names. */
  private List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    long total = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(BenchExtractCommand::isPage).sorted().toList()) {
        long size = Files.size(file);
        if (size > DocumentExtractor.MAX_BYTES) {
          continue; // refused unread by the extraction too
        }
        total += size;
        if (total > MAX_TOTAL || pages.size() == MAX_PAGES) {
          surroundings.output().say("Only the first %d pages are read.".formatted(pages.size()));
          break;
        }
        pages.add(new Page(folder.relativize(file).toString(), Files.readAllBytes(file)));
      }
    } catch (IOException | UncheckedIOException e) {
      String why = Files.exists(folder) ? "no permission" : "no such folder";
      throw new ServiceFailure(
          ExitCode.NO_INPUT, "%s cannot be read: %s.".formatted(folder, why), e);
    }
    if (pages.isEmpty()) {
      throw new ServiceFailure(
          ExitCode.NO_INPUT, "%s holds no .html or .htm file.".formatted(folder));
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".html") || name.endsWith(".htm")) && Files.isRegularFile(file);
  }

  private static String table(Result result) {
    Table table = new Table("", "pages/s", "MB/s", "times the parse").alignedRight(1, 2, 3);
    table.row(
        "bare parse",
        number("%.0f", result.parsedPerSecond()),
        number("%.1f", result.parsedMegabytesPerSecond()),
        "1.00");
    table.row(
        "whole extraction",
        number("%.0f", result.extractedPerSecond()),
        number("%.1f", result.extractedMegabytesPerSecond()),
        number("%.2f", result.timesTheParse()));
    return table.text()
        + "\nallocated     "
        + number("%.1f bytes a byte", result.allocatedPerByte())
        + "\nslowest page  "
        + number("%.1f ms  ", result.slowestMillis())
        + result.slowestPage()
        + "\nmeasured      %d rounds of %d pages, %d bytes%n"
            .formatted(result.rounds(), result.pages(), result.bytes());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static Map<String, Object> fields(Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pages", result.pages());
    fields.put("bytes", result.bytes());
    fields.put("rounds", result.rounds());
    fields.put("parsedPagesPerSecond", result.parsedPerSecond());
    fields.put("extractedPagesPerSecond", result.extractedPerSecond());
    fields.put("extractedMegabytesPerSecond", result.extractedMegabytesPerSecond());
    fields.put("timesTheParse", result.timesTheParse());
    fields.put("allocatedBytesPerByte", result.allocatedPerByte());
    fields.put("slowestPage", result.slowestPage());
    fields.put("slowestPageMillis", result.slowestMillis());
    return fields;
  }
}
