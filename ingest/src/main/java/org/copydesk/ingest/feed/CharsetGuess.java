package org.copydesk.ingest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;

/** Guesses in which charset bytes are written that are of none that anybody has named. */
final class CharsetGuess {

  private static final int WINDOW = 64 * 1024;

  /** The detector knows no Arabic script; before UTF-8 it was written in this one. */
  private static final Charset ARABIC_SCRIPT = Charset.forName("windows-1256");

  private static final Pattern SAYS_ARABIC_SCRIPT =
      Pattern.compile(
          "(?:<(?:\\w{1,20}:)?language>\\s{0,20}|\\bxml:lang\\s?=\\s?[\"'])(?:ar|fa|ur)\\b");

  private CharsetGuess() {}

  /** The charset that the bytes, or the language they say they are in, speak for. */
  static Optional<Charset> of(byte[] body) {
    int length = Math.min(body.length, WINDOW);
    if (SAYS_ARABIC_SCRIPT.matcher(new String(body, 0, length, ISO_8859_1)).find()) {
      return Optional.of(ARABIC_SCRIPT);
    }
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(body, 0, length);
    detector.dataEnd();
    return Optional.ofNullable(detector.getDetectedCharset())
        .filter(Charset::isSupported)
        .map(Charset::forName);
  }
}
