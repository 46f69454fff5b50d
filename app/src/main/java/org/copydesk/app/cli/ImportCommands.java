package org.copydesk.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.copydesk.ingest.backfill.FileImport;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What brings files into the backfill lane. */
final class ImportCommands {
  private ImportCommands() {}

  /** What both kinds of import have. */
  abstract static class Import extends HelpfulCommand implements Callable<Integer> {
    final Surroundings surroundings;
    @Mixin final TargetOptions target = new TargetOptions();

    @Option(
        names = "--source",
        paramLabel = "ID",
        defaultValue = "backfill",
        description = "What the records are counted to, beside the sources; backfill by default.")
    private String source = "backfill";

    @Option(
        names = "--skipped",
        paramLabel = "FILE",
        description = "Write every entry that gave no record to this file, one JSON object a line.")
    private @Nullable Path skipped;

    @Option(names = "--again", description = "Begin anew what was imported before.")
    private boolean again;

    @Option(names = "--json", description = "Write the result as one JSON object a line.")
    private boolean json;

    Import(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    /** Imports everything that was named. */
    abstract void importAll(KafkaSettings kafka, ImportReport report)
        throws IOException, InterruptedException;

    FileImport with(KafkaSettings kafka, ImportReport report) {
      return new FileImport(kafka, source, again, report, Clock.systemUTC());
    }

    @Override
    public Integer call() throws InterruptedException {
      if (!source.matches("[A-Za-z0-9._-]{1,200}")) {
        throw new ServiceFailure(
            ExitCode.USAGE, "--source must be letters, digits, dots, underscores or hyphens.");
      }
      KafkaSettings kafka = target.kafka(surroundings.environment());
      BackfillCommand.requireTopics(kafka);
      try (ImportReport report = new ImportReport(surroundings.output(), skipped, json)) {
        importAll(kafka, report);
        return (report.gaveNothing() ? ExitCode.DATA : ExitCode.OK).status();
      } catch (IOException e) {
        throw new ServiceFailure(
            ExitCode.NO_INPUT, "Reading or writing a file failed: " + e.getMessage() + ".", e);
      }
    }

    static void requireReadable(Path file) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new ServiceFailure(ExitCode.NO_INPUT, "No file to read at " + file + ".");
      }
    }
  }

  /** A list of URLs. */
  @Command(
      name = "urls",
      header = "Brings a list of URLs into the backfill lane.",
      description = {
        "One URL a line, in UTF-8; empty lines and those that begin with # are passed over. The"
            + " list may be of any length: memory does not depend on it.",
        "Lines that are no web address are counted, and shown with their number.",
        "When it is interrupted, the same command goes on where it stopped; given again, a list"
            + " that is in already is not read again. URLs that were fetched before are not"
            + " fetched again."
      },
      footer = {
        "  copydesk backfill urls old-articles.txt",
        "  zcat list.gz | copydesk backfill urls - --name list-of-may"
      })
  static final class Urls extends Import {
    @Parameters(paramLabel = "FILE", description = "The list; - for standard input.")
    private Path file = Path.of("-");

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description =
            "Names what comes on standard input, so that the same stream, given again after an"
                + " interruption, goes on where it stopped.")
    private @Nullable String name;

    Urls(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    void importAll(KafkaSettings kafka, ImportReport report)
        throws IOException, InterruptedException {
      if (file.toString().equals("-")) {
        report.begin("standard input", 0);
        InputStream input = surroundings.input();
        report.end(with(kafka, report).urls(input, name));
        return;
      }
      requireReadable(file);
      report.begin(file.toString(), Files.size(file));
      report.end(with(kafka, report).urls(file));
    }
  }

  /** Web archives. */
  @Command(
      name = "warc",
      header = "Replays WARC files into the backfill lane, without the network.",
      description = {
        "Plain or packed (.warc.gz; .warc.zst is refused). Each captured page is handled as if it had been fetched at the"
            + " record's date. Records that are no pages are counted by reason; what cannot be"
            + " read is passed over and named.",
        "When it is interrupted, the same command goes on where it stopped; a file that is in"
            + " already is not replayed again.",
        "It runs no further ahead of the process service than --ahead says."
      },
      footer = {
        "  copydesk backfill warc CC-NEWS-20260101.warc.gz",
        "  copydesk backfill warc archive/*.warc.gz --skipped skipped.jsonl"
      })
  static final class Warc extends Import {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "WARC files, in order.")
    private List<Path> files = List.of();

    @Option(
        names = "--ahead",
        paramLabel = "PAGES",
        defaultValue = "2000",
        description = "Most pages that wait for the process service; 2000 by default.")
    private int ahead = 2000;

    Warc(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    void importAll(KafkaSettings kafka, ImportReport report)
        throws IOException, InterruptedException {
      if (ahead < 1) {
        throw new ServiceFailure(ExitCode.USAGE, "--ahead must be 1 or more.");
      }
      files.forEach(Import::requireReadable);
      int maxBody = target.config(surroundings.environment()).fetch().maxBodyBytes();
      for (Path file : files) {
        report.begin(file.toString(), Files.size(file));
        report.end(with(kafka, report).warc(file, maxBody, ahead));
      }
    }
  }
}
