package org.copydesk.app.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.copydesk.app.extraction.BatchExtraction;
import org.copydesk.app.extraction.BatchExtraction.Totals;
import org.copydesk.pipeline.log.Terminal;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** {@code extract --batch}: opens the files, shows progress, says how it went. */
final class BatchRun {
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);

  private final Output output;
  private final Path manifest;
  private final @Nullable Path target;
  private final boolean learn;
  private final boolean showProgress = Terminal.ERROR.isTerminal();
  private final long begun = System.nanoTime();
  private long shown;

  BatchRun(Output output, Path manifest, @Nullable Path target, boolean learn) {
    this.output = output;
    this.manifest = manifest;
    this.target = target;
    this.learn = learn;
  }

  ExitCode run() throws InterruptedException {
    Totals totals = target == null ? toResults() : toFile(target);
    if (showProgress) {
      output.messages().print("\r\u001b[K");
    }
    output.say(
        "%d documents in %.1f s: %d articles, %d not, %d errors."
            .formatted(
                totals.lines(),
                seconds(),
                totals.articles(),
                totals.lines() - totals.articles() - totals.errors(),
                totals.errors()));
    return ExitCode.OK;
  }

  private Totals toResults() throws InterruptedException {
    try (BufferedReader reader = open()) {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(output.results(), StandardCharsets.UTF_8));
      Totals totals = extract(reader, writer);
      writer.flush();
      if (output.results().checkError()) {
        throw new Output.OutputClosed();
      }
      return totals;
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /** Writes beside the target first, so that a file of that name is always a whole one. */
  private Totals toFile(Path file) throws InterruptedException {
    requireOther(file);
    Path part = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".part");
    try (BufferedReader reader = open()) {
      Totals totals;
      // Not newBufferedWriter, which throws at half of a pair in an id.
      try (Writer writer =
          new BufferedWriter(
              new OutputStreamWriter(Files.newOutputStream(part), StandardCharsets.UTF_8))) {
        totals = extract(reader, writer);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return totals;
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private Totals extract(BufferedReader reader, Writer writer)
      throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(manifest.toAbsolutePath().getParent());
    int workers = Runtime.getRuntime().availableProcessors();
    BatchExtraction extraction = new BatchExtraction(folder, workers, this::progress);
    if (learn) {
      try (BufferedReader first = open()) {
        extraction.learn(first, this::learning);
      }
    }
    return extraction.run(reader, writer);
  }

  private void requireOther(Path file) {
    try {
      if (Files.exists(file) && Files.isSameFile(file, manifest)) {
        throw new ServiceFailure(
            ExitCode.USAGE, "--output %s is the manifest itself; name another.".formatted(file));
      }
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private BufferedReader open() {
    try {
      // Not newBufferedReader, which throws at the first byte that is no UTF-8.
      return new BufferedReader(
          new InputStreamReader(Files.newInputStream(manifest), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private void progress(long lines, long articles, long errors) {
    show("%d done, %.0f/s, %d errors".formatted(lines, lines / seconds(), errors));
  }

  private void learning(long lines, long articles, long errors) {
    show("%d read to learn from, %.0f/s".formatted(lines, lines / seconds()));
  }

  private void show(String text) {
    long now = System.nanoTime();
    if (showProgress && (shown == 0 || now - shown > PROGRESS_EVERY.toNanos())) {
      shown = now;
      output.messages().print("\r\u001b[K" + text);
      output.messages().flush();
    }
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private ServiceFailure cannotRead(IOException cause) {
    String why = Files.exists(manifest) ? "no permission, or a folder" : "no such file";
    return new ServiceFailure(
        ExitCode.NO_INPUT, "The manifest %s cannot be read: %s.".formatted(manifest, why), cause);
  }

  private static ServiceFailure cannotWrite(Path file, IOException cause) {
    return new ServiceFailure(
        ExitCode.CANNOT_CREATE,
        "%s cannot be written: %s."
            .formatted(
                file,
                cause instanceof NoSuchFileException
                    ? "no such folder"
                    : cause.getClass().getSimpleName()),
        cause);
  }
}
