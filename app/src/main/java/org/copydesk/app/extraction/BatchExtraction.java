package org.copydesk.app.extraction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Extracts many documents on all cores. The output keeps the manifest's order; at most a few
 * documents a core are in memory at a time. Every line of the manifest gets one line of output,
 * whatever its document holds.
 */
public final class BatchExtraction {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** A worker that ignores its deadline for this long is left behind. */
  private static final Duration PATIENCE = DEADLINE.multipliedBy(3);

  private static final int WINDOW_A_WORKER = 4;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final DocumentExtractor extractor = new DocumentExtractor(false, DEADLINE);
  private final Path folder;
  private final Progress progress;
  private final BatchLearning learning = new BatchLearning();
  private final int workers;
  private final Deque<Pending> inOrder = new ArrayDeque<>();
  private long lines;
  private long articles;
  private long errors;

  /** Told after each line of output; called by one thread. */
  public interface Progress {
    void done(long lines, long articles, long errors);
  }

  /** How many lines ended how. */
  public record Totals(long lines, long articles, long errors) {}

  /**
   * @param folder where relative files are looked for
   * @param workers threads that extract
   */
  public BatchExtraction(Path folder, int workers, Progress progress) {
    this.folder = folder;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Reads the manifest to its end. To be called once.
   *
   * @throws IOException when the manifest cannot be read or the output not be written
   */
  public Totals run(BufferedReader manifest, Writer output)
      throws IOException, InterruptedException {
    try (BatchWorkers pool = new BatchWorkers(workers)) {
      String line;
      while ((line = manifest.readLine()) != null) {
        if (!line.isBlank()) {
          inOrder.add(begin(pool, line));
        }
        if (inOrder.size() >= workers * WINDOW_A_WORKER) {
          writeFirst(pool, output);
        }
      }
      while (!inOrder.isEmpty()) {
        writeFirst(pool, output);
      }
    }
    return new Totals(lines, articles, errors);
  }

  /**
   * Reads the manifest and its pages once ahead, to learn the hosts' furniture. To be called before
   * {@link #run}, which then removes it.
   *
   * @throws IOException when the manifest cannot be read
   */
  public void learn(BufferedReader manifest, Progress told)
      throws IOException, InterruptedException {
    Deque<Future<Optional<BatchLearning.Lesson>>> lessons = new ArrayDeque<>();
    long read = 0;
    try (BatchWorkers pool = new BatchWorkers(workers)) {
      String line = manifest.readLine();
      while (line != null || !lessons.isEmpty()) {
        if (line != null && lessons.size() < workers * WINDOW_A_WORKER) {
          String text = line;
          lessons.add(pool.submit(() -> lesson(text)));
          line = manifest.readLine();
        } else {
          await(pool, lessons.remove()).ifPresent(learning::add);
          told.done(++read, 0, 0);
        }
      }
    }
  }

  private static Optional<BatchLearning.Lesson> await(
      BatchWorkers pool, Future<Optional<BatchLearning.Lesson>> lesson)
      throws InterruptedException {
    try {
      return lesson.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pool.replaceOne();
      return Optional.empty();
    } catch (ExecutionException e) {
      // What is wrong with the document is said when it gets its line of output.
      return Optional.empty();
    }
  }

  private Optional<BatchLearning.Lesson> lesson(String text)
      throws IOException, ManifestLine.Unreadable {
    ManifestLine line = ManifestLine.parse(text);
    byte[] bytes = read(folder.resolve(line.file()));
    return BatchLearning.lesson(
        line.url(), extractor.extract(DocumentExtractor.Document.of(bytes, line.url())));
  }

  private void writeFirst(BatchWorkers pool, Writer output)
      throws IOException, InterruptedException {
    BatchOutcome outcome = await(pool, inOrder.remove());
    output.write(JSON.writeValueAsString(outcome.toJson()));
    output.write('\n');
    lines++;
    articles += outcome.status() == BatchOutcome.Status.ARTICLE ? 1 : 0;
    errors += outcome.status() == BatchOutcome.Status.ERROR ? 1 : 0;
    progress.done(lines, articles, errors);
  }

  private Pending begin(BatchWorkers pool, String text) {
    try {
      ManifestLine line = ManifestLine.parse(text);
      return new Pending(line.id(), pool.submit(() -> outcome(line)));
    } catch (ManifestLine.Unreadable e) {
      BatchOutcome outcome = BatchOutcome.error(e.id(), Objects.requireNonNull(e.getMessage()));
      return new Pending(e.id(), CompletableFuture.completedFuture(outcome));
    }
  }

  private static BatchOutcome await(BatchWorkers pool, Pending pending)
      throws InterruptedException {
    try {
      return pending.outcome().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pool.replaceOne();
      return BatchOutcome.error(pending.id(), "deadline");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A batch worker failed", e.getCause());
    }
  }

  private BatchOutcome outcome(ManifestLine line) {
    try {
      byte[] bytes = read(folder.resolve(line.file()));
      return BatchOutcome.of(
          line.id(),
          extractor.extract(
              DocumentExtractor.Document.of(bytes, line.url()), learning.known(line.url())));
    } catch (NoSuchFileException | InvalidPathException e) {
      return BatchOutcome.error(line.id(), "no such file: " + line.file());
    } catch (IOException e) {
      return BatchOutcome.error(line.id(), "unreadable file: " + line.file());
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of ours in one document must not cost the others their outcome.
      return BatchOutcome.error(line.id(), "internal: " + e);
    }
  }

  /** One byte more than is extracted, so that the extractor sees that it is too large. */
  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(DocumentExtractor.MAX_BYTES + 1);
    }
  }

  private record Pending(@Nullable String id, Future<BatchOutcome> outcome) {}
}
