package org.copydesk.extract.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Tells bytes that are no text in any charset: pictures, documents, archives, noise. */
public final class BinaryCheck {
  private static final int WINDOW = 64 * 1024;

  /** Of text hardly any is control characters; of compressed data a tenth. */
  private static final int ONE_IN = 20;

  private static final int LEAST_CONTROLS = 2;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EIGHT_SPACES = 0x2020202020202020L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** First bytes, as ISO 8859-1, that mean a format which is no text. */
  private static final Map<String, String> BEGINNINGS =
      Map.ofEntries(
          Map.entry("%PDF-", "PDF"),
          Map.entry("\u0089PNG\r\n", "PNG"),
          Map.entry("\u00FF\u00D8\u00FF", "JPEG"),
          Map.entry("GIF87a", "GIF"),
          Map.entry("GIF89a", "GIF"),
          Map.entry("PK\u0003\u0004", "ZIP"),
          Map.entry("\u001F\u008B\u0008", "gzip"),
          Map.entry("(\u00B5/\u00FD", "Zstandard"),
          Map.entry("7z\u00BC\u00AF'\u001C", "7-Zip"),
          Map.entry("\u007FELF", "ELF"),
          Map.entry("OggS\u0000", "Ogg"),
          Map.entry("wOFF\u0000", "WOFF"),
          Map.entry("wOF2\u0000", "WOFF"));

  private BinaryCheck() {}

  /** What the bytes are instead of text; empty when they may be text. */
  public static Optional<String> find(byte[] bytes) {
    int length = Math.min(bytes.length, 8);
    String beginning = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> known : BEGINNINGS.entrySet()) {
      if (beginning.startsWith(known.getKey())) {
        return Optional.of("begins as " + known.getValue() + " does");
      }
    }
    return isSixteenBit(beginning) ? Optional.empty() : controls(bytes);
  }

  /** A byte order mark of UTF-16, or its first tag: half of its bytes are zero. */
  private static boolean isSixteenBit(String beginning) {
    return beginning.startsWith("\u00FF\u00FE")
        || beginning.startsWith("\u00FE\u00FF")
        || beginning.startsWith("<\u0000")
        || beginning.startsWith("\u0000<");
  }

  private static Optional<String> controls(byte[] bytes) {
    int window = Math.min(bytes.length, WINDOW);
    int controls = 0;
    int index = 0;
    while (index < window) {
      int next = Math.min(window, index + Long.BYTES);
      if (next - index < Long.BYTES || !holdsNoneBelowSpace((long) EIGHT.get(bytes, index))) {
        controls += controls(bytes, index, next);
      }
      index = next;
    }
    return controls >= LEAST_CONTROLS && (long) controls * ONE_IN > window
        ? Optional.of(controls + " of its first " + window + " bytes are control characters")
        : Optional.empty();
  }

  private static int controls(byte[] bytes, int from, int to) {
    int controls = 0;
    for (int index = from; index < to; index++) {
      controls += isControl(bytes[index]) ? 1 : 0;
    }
    return controls;
  }

  /** Of eight bytes at once; the high bit marks the bytes that the subtraction takes below zero. */
  private static boolean holdsNoneBelowSpace(long eight) {
    return ((eight - EIGHT_SPACES) & ~eight & HIGH_BITS) == 0;
  }

  /** White space is none, nor is escape, which ISO-2022 needs. */
  private static boolean isControl(byte value) {
    return (value >= 0 && value < '\t') || (value > '\r' && value < ' ' && value != 0x1B);
  }
}
