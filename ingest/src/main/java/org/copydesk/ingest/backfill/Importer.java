package org.copydesk.ingest.backfill;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.copydesk.pipeline.kafka.AtomicWriter;
import org.copydesk.pipeline.kafka.Backoff;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.ImportState;

/**
 * Brings one file into the backfill lane: a batch of its records and the point that they reach are
 * written in one transaction, so whatever kills it, the next run begins behind the last batch that
 * was written, and nothing is lost or doubled. Two runs of one import cannot go on at once: the
 * later shuts out the earlier.
 *
 * <p>Memory holds one batch. One thread at a time.
 */
final class Importer implements AutoCloseable {

  private static final int BATCH_RECORDS = 1_000;
  private static final long BATCH_BYTES = 4L << 20;

  /** Entries without any record after which the point is written all the same. */
  private static final int BATCH_ENTRIES = 20_000;

  /** How often the broker may fail to answer in a row; about three minutes in all. */
  private static final int MAX_FAILURES = 12;

  private final ImportLog log;
  private final AtomicWriter writer;
  private final ImportListener listener;
  private final Room room;
  private final Clock clock;
  private final List<Outgoing> batch = new ArrayList<>();
  private final Map<String, Long> skipped = new HashMap<>();
  private final boolean keepsPoint;
  private ImportState reached;
  private long batchBytes;
  private long sent;

  /** Where it is decided whether more may be written. */
  interface Room {
    /** Waits until the stage behind has room. */
    void await() throws InterruptedException;
  }

  /**
   * @param start the point that an earlier run reached, or the beginning
   * @param keepsPoint whether the import has an identity to go on with
   */
  Importer(
      KafkaSettings kafka,
      ImportState start,
      boolean keepsPoint,
      ImportListener listener,
      Room room,
      Clock clock) {
    this.log = new ImportLog(kafka);
    this.writer = new AtomicWriter(kafka, "import-" + start.id());
    this.reached = start;
    this.keepsPoint = keepsPoint;
    this.listener = listener;
    this.room = room;
    this.clock = clock;
    this.skipped.putAll(start.skipped());
    this.sent = start.sent();
  }

  /** Shuts out earlier runs and tells the point from which on to read. */
  ImportState open(boolean again) throws InterruptedException {
    writer.open();
    if (keepsPoint && !again) {
      log.find(reached.id()).ifPresent(this::goOnFrom);
    }
    return reached;
  }

  /** Brings in all entries; they begin where {@link #open} said. */
  ImportState run(Entries entries) throws IOException, InterruptedException {
    long unwritten = 0;
    for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
      take(entry);
      unwritten++;
      if (batch.size() >= BATCH_RECORDS
          || batchBytes >= BATCH_BYTES
          || unwritten >= BATCH_ENTRIES) {
        write(point(entries, false));
        unwritten = 0;
        room.await();
      }
    }
    write(point(entries, true));
    return reached;
  }

  @Override
  public void close() {
    writer.close();
  }

  private void take(Entry entry) {
    switch (entry) {
      case Entry.Usable usable -> {
        batch.add(usable.record());
        byte[] value = usable.record().value();
        batchBytes += value == null ? 0 : value.length;
        sent++;
      }
      case Entry.Skipped passed -> {
        skipped.merge(passed.reason(), 1L, Long::sum);
        listener.skipped(passed);
      }
    }
  }

  private ImportState point(Entries entries, boolean finished) throws IOException {
    return new ImportState(
        reached.id(),
        reached.kind(),
        reached.name(),
        reached.sourceId(),
        entries.passed(),
        entries.offset(),
        sent,
        skipped,
        finished,
        clock.instant());
  }

  private void write(ImportState point) throws InterruptedException {
    List<Outgoing> records = new ArrayList<>(batch);
    if (keepsPoint) {
      records.add(ImportLog.record(point, clock));
    }
    Backoff backoff =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), ThreadLocalRandom.current());
    while (!tryWrite(records, point, backoff)) {
      backoff.rest();
    }
    batch.clear();
    batchBytes = 0;
    reached = point;
    listener.reached(point);
  }

  /** Whether it is written; an attempt without an answer is settled and looked up, not guessed. */
  private boolean tryWrite(List<Outgoing> records, ImportState point, Backoff backoff)
      throws InterruptedException {
    try {
      if (backoff.failures() > 0) {
        writer.open();
        if (keepsPoint && log.find(point.id()).filter(point::equals).isPresent()) {
          return true;
        }
      }
      if (!records.isEmpty()) {
        writer.write(records);
      }
      return true;
    } catch (DependencyUnavailable away) {
      if (backoff.failures() >= MAX_FAILURES) {
        throw away;
      }
      listener.waiting("the broker does not answer");
      return false;
    }
  }

  private void goOnFrom(ImportState earlier) {
    reached = earlier;
    sent = earlier.sent();
    skipped.clear();
    skipped.putAll(earlier.skipped());
  }
}
