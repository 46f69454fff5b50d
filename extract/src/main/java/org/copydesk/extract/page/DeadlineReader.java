package org.copydesk.extract.page;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.copydesk.extract.Deadline;

/**
 * Decodes a page's bytes in pieces, straight into the parser's buffer, and throws once the deadline
 * is past. What the charset does not explain becomes U+FFFD.
 */
final class DeadlineReader extends Reader {
  private static final int PIECE = 8192;

  private final ByteBuffer bytes;
  private final CharsetDecoder decoder;
  private final Deadline deadline;
  private boolean ended;

  /** Of a pair of characters of which only the first fitted into the buffer. */
  private char secondHalf;

  DeadlineReader(byte[] bytes, FoundCharset found, Deadline deadline) {
    this.bytes = ByteBuffer.wrap(bytes, found.skip(), bytes.length - found.skip());
    this.decoder =
        found
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    this.deadline = deadline;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    PageParser.check(deadline);
    if (secondHalf != 0) {
      buffer[offset] = secondHalf;
      secondHalf = 0;
      return 1;
    }
    int count = decode(CharBuffer.wrap(buffer, offset, Math.min(length, PIECE)));
    if (count == 0 && !ended && length > 0) {
      char[] pair = new char[2];
      count = Math.min(1, decode(CharBuffer.wrap(pair)));
      buffer[offset] = pair[0];
      secondHalf = pair[1];
    }
    return count == 0 ? -1 : count;
  }

  private int decode(CharBuffer target) {
    int start = target.position();
    if (!ended) {
      decoder.decode(bytes, target, true);
      ended = !bytes.hasRemaining() && decoder.flush(target).isUnderflow();
    }
    return target.position() - start;
  }

  @Override
  public void close() {
    ended = true;
  }
}
