package org.copydesk.extract.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values that come again and again in a page, as classes and the space between tags do: each is
 * made into a string once, while it is remembered. Single use, one thread.
 */
final class RepeatedValues {
  private static final int REMEMBERED = 512;
  private static final int LONGEST = 100;

  /** Odd, so that no bit is lost. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] page;
  private final String characters;
  private final boolean inAttributes;
  private final int[] starts = new int[REMEMBERED];
  private final int[] ends = new int[REMEMBERED];
  private final @Nullable String[] texts = new @Nullable String[REMEMBERED];

  /**
   * @param inAttributes whether the values are an attribute's: references are read otherwise there
   */
  RepeatedValues(byte[] page, String characters, boolean inAttributes) {
    this.page = page;
    this.characters = characters;
    this.inAttributes = inAttributes;
  }

  /** The value that stands in the page from one place to another, its references resolved. */
  String text(int start, int end) {
    if (end - start > LONGEST) {
      return make(start, end);
    }
    int place = placeOf(start, end);
    String text = texts[place];
    if (text == null || !Arrays.equals(page, start, end, page, starts[place], ends[place])) {
      text = make(start, end);
      texts[place] = text;
      starts[place] = start;
      ends[place] = end;
    }
    return text;
  }

  private String make(int start, int end) {
    String text = new String(page, start, end - start, UTF_8);
    return characters.indexOf('&', start, end) < 0 ? text : References.resolve(text, inAttributes);
  }

  /** By the first and the last eight bytes and the length: what lies between seldom differs. */
  private int placeOf(int start, int end) {
    int length = end - start;
    long hash = length;
    if (length >= Long.BYTES) {
      long first = (long) EIGHT.get(page, start);
      long last = (long) EIGHT.get(page, end - Long.BYTES);
      hash += (first * FACTOR) ^ last;
    } else {
      for (int index = start; index < end; index++) {
        hash = (hash << 8) ^ page[index];
      }
    }
    return (int) ((hash * FACTOR) >>> 40) & (REMEMBERED - 1);
  }
}
