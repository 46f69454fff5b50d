package org.copydesk.pipeline.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a URL ended. Every URL has exactly one of these at a time. */
public enum Disposition {
  /** A new article was stored. */
  STORED,
  /** A stored article got a new version. */
  UPDATED,
  /** The article was stored already with the same content. */
  UNCHANGED,
  /** Another URL leads to the same article. */
  DUPLICATE,
  /** The page is not an article. */
  NOT_ARTICLE,
  /** We must not or will not fetch it: robots, address, type, size. */
  REFUSED,
  /** The site says that it does not exist (404, 410). */
  GONE,
  /** The site did not give it after all attempts. */
  FAILED,
  /** A stage could not handle it; the original bytes are in the dead letters. */
  DEAD_LETTER;

  /** The code used on the wire, in the database and in logs. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The disposition of a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Disposition of(String code) {
    return Arrays.stream(values())
        .filter(value -> value.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a disposition: " + code));
  }
}
