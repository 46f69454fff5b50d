package org.copydesk.ingest.feed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/**
 * Bytes read as of one charset, with U+FFFD for what is no character of it. A body that was cut may
 * end within a character: its first bytes alone are no fault, and are left out.
 *
 * @param faults sequences that are no character
 * @param beyondAscii bytes that ASCII does not have
 */
record Decoding(String text, int faults, int beyondAscii) {

  /** Text in another charset has a fault in most of its letters beyond ASCII. */
  private static final int BYTES_TO_A_FAULT = 4;

  /**
   * What is meant by the names of older charsets, as browsers have it (the labels of WHATWG's
   * Encoding standard): each takes all that the older one has, and what publishers add to it.
   */
  private static final Map<String, Charset> MEANT =
      Map.of(
          "ISO-8859-1", Charset.forName("windows-1252"),
          "ISO-8859-9", Charset.forName("windows-1254"),
          "GB2312", Charset.forName("GB18030"),
          "GBK", Charset.forName("GB18030"),
          "Big5", Charset.forName("Big5-HKSCS"),
          "Shift_JIS", Charset.forName("windows-31j"),
          "EUC-KR", Charset.forName("x-windows-949"),
          "TIS-620", Charset.forName("x-windows-874"));

  static Decoding of(byte[] body, Charset charset) {
    CharsetDecoder decoder =
        MEANT
            .getOrDefault(charset.name(), charset)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    int most = Math.max(1, (int) Math.ceil(decoder.maxCharsPerByte()));
    CharBuffer text = CharBuffer.allocate(body.length * most);
    int faults = 0;
    CoderResult result = decoder.decode(in, text, false);
    while (result.isError()) {
      faults++;
      in.position(in.position() + result.length());
      text.put('\uFFFD');
      result = decoder.decode(in, text, false);
    }
    return new Decoding(text.flip().toString(), faults, beyondAscii(body));
  }

  /** Whether a text of this charset was damaged, rather than written in another. */
  boolean isMostlyRight() {
    return (long) faults * BYTES_TO_A_FAULT <= beyondAscii;
  }

  private static int beyondAscii(byte[] body) {
    int count = 0;
    for (byte b : body) {
      count += b < 0 ? 1 : 0;
    }
    return count;
  }
}
