package org.copydesk.ingest.backfill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;

/**
 * A file from a place on, read within an allowance and a time: a parser that collects a header
 * without an end, or unpacks one without an end, is stopped here. Not thread-safe.
 */
final class BoundedChannel implements ReadableByteChannel {

  private static final long UNLIMITED = Long.MAX_VALUE;

  private final FileChannel file;
  private long position;
  private long allowance = UNLIMITED;
  private long deadlineNanos = System.nanoTime();
  private boolean timed;

  /** The bound that was exceeded. */
  static final class BoundExceeded extends IOException {
    private static final long serialVersionUID = 1L;

    BoundExceeded(String message) {
      super(message);
    }
  }

  BoundedChannel(FileChannel file, long position) {
    this.file = file;
    this.position = position;
  }

  /** Allows at most so many bytes until further notice. */
  void allow(int bytes) {
    allowance = bytes;
  }

  void allowAll() {
    allowance = UNLIMITED;
  }

  /** Allows so much time until further notice. */
  void within(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
    timed = true;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (allowance <= 0) {
      throw new BoundExceeded("the header has no end");
    }
    if (timed && System.nanoTime() - deadlineNanos > 0) {
      throw new BoundExceeded("the record took too long");
    }
    int limit = into.limit();
    if (into.remaining() > allowance) {
      into.limit(into.position() + (int) allowance);
    }
    int read = file.read(into, position);
    into.limit(limit);
    if (read > 0) {
      position += read;
      allowance -= allowance == UNLIMITED ? 0 : read;
    }
    return read;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** The file stays open: others read it from other places. */
  @Override
  public void close() {}
}
