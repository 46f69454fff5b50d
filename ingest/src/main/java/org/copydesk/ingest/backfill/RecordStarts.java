package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds places where a WARC record may begin, behind one that cannot be read. */
final class RecordStarts {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
  private static final byte[] PLAIN = "WARC/1.".getBytes(US_ASCII);
  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;

  RecordStarts(FileChannel file) {
    this.file = file;
  }

  /** Whether a record may begin here. */
  boolean isStart(long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PLAIN.length);
    int read = Math.max(0, file.read(bytes, at));
    return matches(bytes.array(), 0, read, GZIP) || matches(bytes.array(), 0, read, PLAIN);
  }

  /** The next place from here on where a record may begin; the end of the file when none does. */
  long next(long from) throws IOException {
    boolean isPacked = isGzip();
    byte[] wanted = isPacked ? GZIP : PLAIN;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long at = from;
    while (at < file.size()) {
      chunk.clear();
      int read = file.read(chunk, at);
      for (int i = 0; i + wanted.length <= read; i++) {
        boolean isLineStart = isPacked || i == 0 || chunk.get(i - 1) == '\n';
        if (isLineStart && matches(chunk.array(), i, read, wanted)) {
          return at + i;
        }
      }
      if (read < wanted.length) {
        break;
      }
      // The last bytes may be the beginning of one that the chunk cut.
      at += read - wanted.length + 1;
    }
    return file.size();
  }

  private boolean isGzip() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(GZIP.length);
    int read = Math.max(0, file.read(bytes, 0));
    return matches(bytes.array(), 0, read, GZIP);
  }

  private static boolean matches(byte[] bytes, int at, int end, byte[] wanted) {
    if (at + wanted.length > end) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
