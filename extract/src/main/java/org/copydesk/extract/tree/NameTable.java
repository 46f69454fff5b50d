package org.copydesk.extract.tree;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks names up by their bytes in a page, in whatever case, without a string for each. */
final class NameTable<T> {
  private final byte[][] names;
  private final Object[] values;
  private final int mask;

  NameTable(Map<String, T> entries) {
    int size = Integer.highestOneBit(entries.size()) * 8;
    this.names = new byte[size][];
    this.values = new Object[size];
    this.mask = size - 1;
    entries.forEach(
        (name, value) -> {
          byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
          int place = hashOf(bytes, 0, bytes.length) & mask;
          while (names[place] != null) {
            place = place + 1 & mask;
          }
          names[place] = bytes;
          values[place] = value;
        });
  }

  /** The value under a name; null when there is none. */
  @SuppressWarnings("unchecked") // only values of that type were put in
  @Nullable T find(byte[] page, int start, int end, int hash) {
    int place = hash & mask;
    while (names[place] != null) {
      if (isSame(names[place], page, start, end)) {
        return (T) values[place];
      }
      place = place + 1 & mask;
    }
    return null;
  }

  private static boolean isSame(byte[] name, byte[] page, int start, int end) {
    if (name.length != end - start) {
      return false;
    }
    for (int index = 0; index < name.length; index++) {
      if (name[index] != lower(page[start + index])) {
        return false;
      }
    }
    return true;
  }

  static int hashOf(byte[] page, int start, int end) {
    int hash = 0;
    for (int index = start; index < end; index++) {
      hash = next(hash, page[index]);
    }
    return hash ^ hash >>> 15;
  }

  private static int next(int hash, byte letter) {
    return hash * 31 + (letter | 0x20);
  }

  static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
  }
}
