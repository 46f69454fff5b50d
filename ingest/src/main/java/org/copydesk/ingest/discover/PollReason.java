package org.copydesk.ingest.discover;

import java.util.Locale;
import org.copydesk.pipeline.message.Source;

/** Why a source is asked again when it is. */
public enum PollReason {
  /** It had news: at the usual interval, or at the one that the source itself asks for. */
  NEWS,
  /** It had none: later and later. */
  NOTHING_NEW,
  /** Entries were missed: sooner. */
  MISSED,
  /** It failed: later each time. */
  FAILED,
  /** Its host's robots.txt cannot be read: as soon as it can. */
  HOST,
  /** The operator has set the interval. */
  SET,
  /** Its answer stays good for as long. */
  CACHE,
  /** It holds an archive. */
  ARCHIVE,
  /** It is a site, whose feeds and sitemaps are asked on their own. */
  SITE,
  /** It was moved, and is asked at its new address. */
  MOVED;

  /** The code used in the source's state. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of an interval that adapts, unless the operator has set it. */
  public PollReason unlessSet(Source source) {
    return source.every() == null ? this : SET;
  }
}
