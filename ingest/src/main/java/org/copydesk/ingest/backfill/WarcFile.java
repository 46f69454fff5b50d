package org.copydesk.ingest.backfill;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/**
 * The records of a WARC file, plain or packed record by record as {@code .warc.gz} is. What cannot
 * be read is passed over to the next place where a record begins, and named. Memory holds one
 * record, up to its bound.
 */
final class WarcFile implements Entries {

  /** What a record's header may take of the file; unpacked it can be a thousand times as much. */
  private static final int MAX_HEADER = 32 * 1024;

  /** How a zstd frame begins, and how the frame that holds a dictionary does (RFC 8878, 3.1). */
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private static final byte[] ZSTD_DICTIONARY = {0x5d, 0x2a, 0x4d, 0x18};

  private static final Duration RECORD_TIME = Duration.ofSeconds(30);
  private static final int MAX_DETAIL = 200;

  private final FileChannel file;
  private final WarcPages pages;
  private final RecordStarts starts;
  private BoundedChannel channel;
  private WarcReader reader;
  private long base;
  private long passed;

  /** Where the next record begins. */
  private long begin;

  private @Nullable WarcRecord record;
  private @Nullable IOException damage;

  private WarcFile(FileChannel file, WarcPages pages) throws IOException {
    this.file = file;
    this.pages = pages;
    this.starts = new RecordStarts(file);
    this.channel = new BoundedChannel(file, 0);
    this.reader = new WarcReader(channel);
  }

  /**
   * Refuses what is packed with zstd ({@code .warc.zst}): most such archives need a dictionary of
   * their own, and no reader here knows them.
   *
   * @throws ServiceFailure when it is
   */
  static void requireReadablePacking(Path path) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(ZSTD_DICTIONARY.length);
    }
    if (Arrays.equals(start, ZSTD) || Arrays.equals(start, ZSTD_DICTIONARY)) {
      throw new ServiceFailure(
          ExitCode.DATA,
          "%s is packed with zstd, which is not read here: unpack it first, with zstd -d."
              .formatted(path));
    }
  }

  /**
   * Opens a file behind the records that an earlier run passed.
   *
   * @param offset where the next record began, when one can begin reading there; otherwise 0
   * @param passed how many there were before it
   */
  static WarcFile open(Path path, WarcPages pages, long offset, long passed) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      WarcFile warc = new WarcFile(file, pages);
      warc.goTo(offset, passed);
      return warc;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public @Nullable Entry next() throws IOException {
    if (damage != null) {
      return passDamage();
    }
    WarcRecord current = record;
    if (current == null) {
      return null;
    }
    passed++;
    try {
      Entry entry = pages.entry(current, passed, begin);
      current.body().consume();
      readHeader();
      return entry;
    } catch (IOException | RuntimeException e) {
      long broken = begin;
      goOnAt(starts.next(broken + 1));
      return damaged(broken, e);
    }
  }

  @Override
  public long passed() {
    return passed;
  }

  @Override
  public long offset() throws IOException {
    if (record == null && damage == null) {
      return file.size();
    }
    return starts.isStart(begin) ? begin : 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void goTo(long offset, long already) throws IOException {
    if (offset >= file.size()) {
      begin = file.size();
      passed = already;
    } else if (already == 0 || offset > 0) {
      goOnAt(offset);
      passed = already;
    } else {
      // One packed stream for the whole file: only its records' count leads there.
      goOnAt(0);
      for (Entry entry = nextOf(already); entry != null; ) {
        entry = nextOf(already);
      }
    }
  }

  private @Nullable Entry nextOf(long count) throws IOException {
    return passed < count ? next() : null;
  }

  /** One entry for all that cannot be read up to the next good record. */
  private Entry passDamage() throws IOException {
    long broken = begin;
    IOException cause = damage == null ? new IOException("damaged") : damage;
    while (damage != null) {
      goOnAt(starts.next(begin + 1));
    }
    passed++;
    return damaged(broken, cause);
  }

  private void goOnAt(long place) throws IOException {
    record = null;
    damage = null;
    begin = place;
    if (place >= file.size()) {
      return;
    }
    base = place;
    channel = new BoundedChannel(file, place);
    try {
      reader = new WarcReader(channel);
    } catch (IOException | RuntimeException e) {
      damage = asDamage(e);
      return;
    }
    readHeader();
  }

  private void readHeader() {
    channel.within(RECORD_TIME);
    channel.allow(MAX_HEADER);
    long before = begin;
    try {
      record = reader.next().orElse(null);
      begin = base + reader.position();
    } catch (IOException | RuntimeException e) {
      record = null;
      begin = Math.max(before, base + reader.position());
      damage = asDamage(e);
    } finally {
      channel.allowAll();
    }
  }

  private static IOException asDamage(Exception e) {
    return e instanceof IOException io ? io : new IOException(e);
  }

  private Entry damaged(long at, Exception cause) {
    String reason = cause instanceof EOFException ? "cut-off" : "damaged";
    String message = String.valueOf(cause.getMessage());
    return new Entry.Skipped(
        passed,
        at,
        reason,
        true,
        null,
        message.length() <= MAX_DETAIL ? message : message.substring(0, MAX_DETAIL));
  }
}
