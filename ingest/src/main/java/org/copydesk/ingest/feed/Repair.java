package org.copydesk.ingest.feed;

import java.util.Locale;

/** What was wrong with a feed and was mended. */
public enum Repair {
  /** Bytes that are not of the charset they were declared in. */
  CHARSET,
  /** Characters that XML forbids. */
  CONTROL_CHARACTERS,
  /** Something before the first tag. */
  LEADING_JUNK,
  /** Something behind the last tag. */
  TRAILING_JUNK,
  /** A document type declaration, dropped with all entities that it declares. */
  DOCTYPE,
  /** A CDATA section whose own end was missing or misspelt. */
  CDATA,
  /** Ampersands and HTML entities that XML does not know. */
  ENTITIES,
  /** The end is missing, or nothing behind a fault can be read; the broken entry was dropped. */
  TRUNCATED,
  /** More entries than are taken of one answer; the others were left. */
  CUT,
  /** It is no well-formed XML or JSON even when mended, and was read all the same. */
  LENIENT;

  /** The code used in metrics and logs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
