package org.copydesk.ingest.site;

import java.net.URI;

/** Tells by an address alone whether it may be an article's. Errs towards no. */
public final class ArticleAddress {

  private static final int WORDS = 3;
  private static final int DIGITS = 4;
  private static final int MONTH = 2;

  private ArticleAddress() {}

  /** Whether it has a date, a number or readable words, and none that sites use for all else. */
  public static boolean isLikely(URI url) {
    LinkShape shape = LinkShape.of(url);
    boolean isParticular =
        shape.dateParts() > MONTH || shape.idDigits() >= DIGITS || shape.slugWords() >= WORDS;
    return isParticular && !shape.isStatic();
  }
}
