package org.copydesk.ingest.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.message.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * A list of URLs in UTF-8, one on a line; empty lines and those that begin with {@code #} are
 * passed over. Memory does not depend on the length of the list or of a line.
 */
final class UrlLines implements Entries {

  /** Longer than any URL that is accepted, in bytes. */
  private static final int MAX_LINE = 16 * 1024;

  private static final int MAX_SHOWN = 200;
  private static final int BUFFER = 64 * 1024;
  private static final int END = -1;

  private final InputStream input;
  private final Function<String, Optional<Outgoing>> toRecord;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] line = new byte[MAX_LINE];
  private int position;
  private int limit;
  private int length;
  private long lines;
  private long offset;

  /**
   * @param toRecord makes the record of a URL; empty when it is no web address
   */
  UrlLines(InputStream input, Function<String, Optional<Outgoing>> toRecord) {
    this.input = input;
    this.toRecord = toRecord;
  }

  /** Passes over lines that were read by an earlier run. */
  void skip(long count) throws IOException {
    while (lines < count && readLine()) {
      lines++;
    }
  }

  @Override
  public @Nullable Entry next() throws IOException {
    while (true) {
      long begin = offset;
      if (!readLine()) {
        return null;
      }
      lines++;
      Entry entry = entry(begin);
      if (entry != null) {
        return entry;
      }
    }
  }

  @Override
  public long passed() {
    return lines;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** What the line is; null for one that says nothing. */
  private @Nullable Entry entry(long begin) {
    if (length > MAX_LINE) {
      return skipped(begin, "too-long", shown(), "the line has " + length + " bytes");
    }
    String text;
    try {
      text = text().strip();
    } catch (CharacterCodingException e) {
      return skipped(begin, "not-utf-8", shown(), "the line is not UTF-8");
    }
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    Optional<Outgoing> record = toRecord.apply(text);
    if (record.isPresent()) {
      return new Entry.Usable(record.get());
    }
    return UrlNormalizer.hasUnderscoreHost(text)
        ? skipped(begin, "underscore-host", cut(text), "Java opens no host of such a name")
        : skipped(begin, "not-a-web-address", cut(text), "no http or https URL");
  }

  private Entry skipped(long begin, String reason, String what, String detail) {
    return new Entry.Skipped(lines, begin, reason, true, what, detail);
  }

  private String text() throws CharacterCodingException {
    int from = lines == 1 && startsWithByteOrderMark() ? 3 : 0;
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(line, from, length - from))
        .toString();
  }

  private boolean startsWithByteOrderMark() {
    return length >= 3
        && Arrays.equals(line, 0, 3, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, 3);
  }

  private String shown() {
    return cut(new String(line, 0, Math.min(length, MAX_LINE), UTF_8));
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN);
  }

  /** Reads to the end of a line; of a longer one than may be, the beginning is kept. */
  private boolean readLine() throws IOException {
    length = 0;
    int next = read();
    if (next == END) {
      return false;
    }
    while (next != END && next != '\n') {
      if (length < MAX_LINE) {
        line[length] = (byte) next;
      }
      length = length == Integer.MAX_VALUE ? length : length + 1;
      next = read();
    }
    return true;
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = input.read(buffer, 0, BUFFER);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return END;
      }
    }
    offset++;
    return buffer[position++] & 0xff;
  }
}
