package org.copydesk.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.copydesk.ingest.backfill.Entry;
import org.copydesk.ingest.backfill.FileImport;
import org.copydesk.ingest.backfill.ImportListener;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.log.Terminal;
import org.copydesk.pipeline.message.ImportState;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person how an import goes: faults as they come, up to a number; progress on a terminal;
 * the result at the end. Not thread-safe.
 */
final class ImportReport implements ImportListener, AutoCloseable {

  /** Faults of one file that are shown; all are counted, and go to the file of skipped entries. */
  private static final int MAX_SHOWN = 20;

  private static final Duration REDRAW = Duration.ofMillis(500);

  private final Output output;
  private final @Nullable BufferedWriter skipped;
  private final boolean json;
  private final boolean isTerminal = Terminal.ERROR.isTerminal();
  private String name = "";
  private long size;
  private long shown;
  private long faults;
  private long begunNanos;
  private long drawnNanos;
  private boolean isDrawn;
  private @Nullable String lastWait;
  private boolean gaveSome;

  /**
   * @param skipped where every skipped entry goes; null for nowhere
   * @throws IOException when that cannot be written
   */
  ImportReport(Output output, @Nullable Path skipped, boolean json) throws IOException {
    this.output = output;
    this.skipped = skipped == null ? null : Files.newBufferedWriter(skipped, UTF_8);
    this.json = json;
  }

  /** A file begins. */
  void begin(String file, long bytes) {
    name = file;
    size = bytes;
    shown = 0;
    faults = 0;
    lastWait = null;
    begunNanos = System.nanoTime();
    drawnNanos = begunNanos;
  }

  /** A file ended. */
  void end(FileImport.Result result) {
    wipe();
    if (faults > shown) {
      output.say(
          "copydesk: %s: %d more faults not shown; --skipped FILE has them all."
              .formatted(name, faults - shown));
    }
    ImportState state = result.state();
    gaveSome |= state.sent() > 0 || state.entries() == 0;
    output.println(json ? Json.line(state) : words(result));
  }

  /** Whether nothing that was named held anything usable. */
  boolean gaveNothing() {
    return !gaveSome;
  }

  @Override
  public void skipped(Entry.Skipped entry) {
    write(entry);
    if (!entry.isFault()) {
      return;
    }
    faults++;
    if (shown < MAX_SHOWN) {
      shown++;
      wipe();
      String what = entry.what() == null ? "" : ": " + OutsideText.safe(entry.what());
      output.say(
          "copydesk: %s, entry %d at byte %d: %s (%s)%s"
              .formatted(
                  name,
                  entry.number(),
                  entry.offset(),
                  entry.reason(),
                  OutsideText.safe(entry.detail()),
                  what));
    }
  }

  @Override
  public void reached(ImportState point) {
    lastWait = null;
    draw(point);
  }

  @Override
  public void waiting(String reason) {
    if (!reason.equals(lastWait)) {
      boolean isFirst = lastWait == null;
      lastWait = reason;
      if (isTerminal) {
        wipe();
        output.progress(name + ": waiting, " + reason);
        isDrawn = true;
      } else if (isFirst) {
        output.say("copydesk: " + name + ": waiting, " + reason + ".");
      }
    }
  }

  @Override
  public void close() throws IOException {
    wipe();
    if (skipped != null) {
      skipped.close();
    }
  }

  private void write(Entry.Skipped entry) {
    if (skipped == null) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", name);
    line.put("entry", entry.number());
    line.put("offset", entry.offset());
    line.put("reason", entry.reason());
    line.put("fault", entry.isFault());
    if (entry.what() != null) {
      line.put("what", entry.what());
    }
    line.put("detail", entry.detail());
    try {
      skipped.write(Json.line(line));
      skipped.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(ImportState point) {
    long now = System.nanoTime();
    if (!isTerminal || now - drawnNanos < REDRAW.toNanos()) {
      return;
    }
    drawnNanos = now;
    double seconds = Math.max(0.001, (now - begunNanos) / 1e9);
    String share = size > 0 ? " %d %%".formatted(100 * point.offset() / size) : "";
    wipe();
    output.progress(
        String.format(
            Locale.ROOT,
            "%s:%s %,d read, %,d sent, %,d skipped, %,.0f/s",
            name,
            share,
            point.entries(),
            point.sent(),
            total(point),
            point.entries() / seconds));
    isDrawn = true;
  }

  private void wipe() {
    if (isDrawn) {
      output.progress("");
      isDrawn = false;
    }
  }

  private String words(FileImport.Result result) {
    ImportState state = result.state();
    boolean isList = state.kind() == ImportState.Kind.URLS;
    StringBuilder words = new StringBuilder(name).append(": ");
    if (result.wasDone()) {
      words.append("in already since ").append(TimeText.shown(state.at())).append("; ");
    } else if (result.begun() > 0) {
      words.append("went on behind ").append(result.begun()).append("; ");
    }
    words
        .append(state.entries())
        .append(isList ? " lines, " : " records, ")
        .append(state.sent())
        .append(isList ? " URLs" : " pages")
        .append(" into the backfill lane");
    if (!state.skipped().isEmpty()) {
      words.append("; skipped ").append(total(state)).append(": ");
      words.append(
          String.join(
              ", ",
              new TreeMap<>(state.skipped())
                  .entrySet().stream()
                      .map(reason -> reason.getKey() + " " + reason.getValue())
                      .toList()));
    }
    return words.append(".").toString();
  }

  private static long total(ImportState state) {
    return state.skipped().values().stream().mapToLong(Long::longValue).sum();
  }
}
