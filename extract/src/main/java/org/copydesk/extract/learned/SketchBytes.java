package org.copydesk.extract.learned;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A sketch as bytes, big-endian: version, number of pages, and for each page its hash (8), when it
 * was seen (8), the number of its lines (1) and their fingerprints (4 each). Where the form of some
 * lines changes ({@link LineForm}), the version may stay: fingerprints by the old form match no
 * line and go with their pages, and such lines are learned anew.
 */
final class SketchBytes {
  private static final byte VERSION = 1;
  private static final int HEAD = 2;
  private static final int PAGE_HEAD = 17;

  private SketchBytes() {}

  static byte[] write(List<SeenPage> pages) {
    int size = HEAD;
    for (SeenPage seen : pages) {
      size += PAGE_HEAD + Integer.BYTES * seen.lines().length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION).put((byte) pages.size());
    for (SeenPage seen : pages) {
      bytes.putLong(seen.page()).putLong(seen.seenAt()).put((byte) seen.lines().length);
      bytes.asIntBuffer().put(seen.lines());
      bytes.position(bytes.position() + Integer.BYTES * seen.lines().length);
    }
    return bytes.array();
  }

  static HostSketch read(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array);
    try {
      int version = bytes.get();
      require(version == VERSION, "version " + version);
      int count = bytes.get();
      require(count >= 0 && count <= HostSketch.MAX_PAGES, count + " pages");
      List<SeenPage> pages = new ArrayList<>(count);
      for (int index = 0; index < count; index++) {
        pages.add(page(bytes));
      }
      require(!bytes.hasRemaining(), bytes.remaining() + " bytes too many");
      return new HostSketch(pages).merge(HostSketch.empty());
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a host's sketch: it ends too early", e);
    }
  }

  private static SeenPage page(ByteBuffer bytes) {
    long page = bytes.getLong();
    long seenAt = bytes.getLong();
    int[] lines = new int[bytes.get() & 0xFF];
    require(lines.length <= SeenPage.MAX_LINES, lines.length + " lines on a page");
    for (int index = 0; index < lines.length; index++) {
      lines[index] = bytes.getInt();
      require(index == 0 || lines[index] > lines[index - 1], "lines out of order");
    }
    return new SeenPage(page, seenAt, lines);
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException("not a host's sketch: " + what);
    }
  }
}
