package org.copydesk.extract.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How well bytes read as UTF-8: correct sequences of more than one byte, and broken ones. */
record Utf8Check(int multiByte, int broken) {
  /** Text in another charset holds no long row of correct sequences without a broken one. */
  private static final int BEYOND_CHANCE = 8;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  boolean isBeyondChance() {
    return multiByte >= BEYOND_CHANCE && broken * 50L <= multiByte;
  }

  static Utf8Check of(byte[] bytes) {
    int multiByte = 0;
    int broken = 0;
    int index = 0;
    while (index < bytes.length) {
      if (bytes[index] >= 0) {
        index = afterAscii(bytes, index + 1);
        continue;
      }
      int length = sequenceLength(bytes, index);
      multiByte += length > 0 ? 1 : 0;
      broken += length > 0 ? 0 : 1;
      index += Math.max(1, length);
    }
    return new Utf8Check(multiByte, broken);
  }

  /** The first index at or behind the given one that holds no ASCII, eight bytes a step. */
  private static int afterAscii(byte[] bytes, int from) {
    int index = from;
    while (index + Long.BYTES <= bytes.length
        && ((long) EIGHT.get(bytes, index) & HIGH_BITS) == 0) {
      index += Long.BYTES;
    }
    while (index < bytes.length && bytes[index] >= 0) {
      index++;
    }
    return index;
  }

  /** The length of the sequence at an index; 0 when it is broken. */
  private static int sequenceLength(byte[] bytes, int index) {
    int lead = bytes[index] & 0xFF;
    int length = lead >= 0xF5 ? 0 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (index + length > bytes.length) {
      return 0;
    }
    for (int step = 1; step < length; step++) {
      if ((bytes[index + step] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
