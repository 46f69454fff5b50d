package org.copydesk.extract.metadata;

/**
 * What an element's class, id or test id hints at. One pass over the characters with a branch on
 * the first letter, because it runs on every element of a page.
 */
final class ClassSignals {
  static final int AUTHOR = 1;
  static final int DATE = 2;
  static final int MODIFIED = 4;
  static final int FURNITURE = 8;
  static final int HEADLINE = 16;
  static final int BYLINE = 32;
  private static final int MAX_LENGTH = 400;

  private ClassSignals() {}

  static int of(String classes) {
    int signals = 0;
    int end = Math.min(classes.length(), MAX_LENGTH);
    for (int i = 0; i < end; i++) {
      signals |= at(classes, i, Character.toLowerCase(classes.charAt(i)));
    }
    return signals;
  }

  private static int at(String text, int i, char first) {
    return switch (first) {
      case 'a' -> any(text, i, AUTHOR, "author", "autor", "auteur");
      case 'b' ->
          any(text, i, BYLINE, "byline", "by-line", "by_line")
              | any(text, i, FURNITURE, "breadcrumb");
      case 'c' ->
          any(text, i, FURNITURE, "comment", "cookie", "consent")
              | any(text, i, AUTHOR, "contributor");
      case 'd' -> any(text, i, DATE, "date", "datum");
      case 'f' -> any(text, i, FURNITURE, "footer") | any(text, i, DATE, "fecha");
      case 'h' -> any(text, i, HEADLINE, "headline");
      case 'j' -> any(text, i, AUTHOR, "journalist");
      case 'l' -> any(text, i, MODIFIED, "lastmod", "last-mod", "last-upd");
      case 'm' -> any(text, i, MODIFIED, "modified") | any(text, i, FURNITURE, "most-", "menu");
      case 'n' -> any(text, i, FURNITURE, "newsletter");
      case 'p' ->
          any(text, i, DATE, "publish", "posted", "pubdate")
              | any(text, i, FURNITURE, "popular", "promo");
      case 'r' ->
          any(text, i, FURNITURE, "related", "recommend", "recirc")
              | any(text, i, AUTHOR, "reporter");
      case 's' -> any(text, i, FURNITURE, "sidebar");
      case 't' ->
          any(text, i, DATE, "timestamp")
              | any(text, i, FURNITURE, "trending", "teaser")
              | title(text, i);
      case 'u' -> any(text, i, MODIFIED, "update");
      case 'w' -> any(text, i, AUTHOR, "writer", "writtenby");
      default -> 0;
    };
  }

  /** {@code article-title}, {@code entry-title}, {@code post-title}: the word at a token's end. */
  private static int title(String text, int i) {
    boolean ends = i + 5 == text.length() || (i + 5 < text.length() && text.charAt(i + 5) == ' ');
    return ends ? any(text, i, HEADLINE, "title") : 0;
  }

  private static int any(String text, int at, int signal, String... words) {
    for (String word : words) {
      if (text.regionMatches(true, at, word, 0, word.length())) {
        return signal;
      }
    }
    return 0;
  }
}
