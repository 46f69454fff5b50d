package org.copydesk.extract.metadata;

/**
 * What an element's class, id or link hints at. One pass over the characters with a look at three
 * at once, because it runs on every element of a page.
 */
final class ClassSignals {
  static final int AUTHOR = 1;
  static final int DATE = 2;
  static final int MODIFIED = 4;
  static final int FURNITURE = 8;
  static final int HEADLINE = 16;
  static final int BYLINE = 32;

  /** A link to a page about an author. */
  static final int AUTHOR_LINK = 64;

  /** A heading that is the last of a trail of breadcrumbs: it repeats the headline, or its like. */
  static final int CRUMB = 128;

  private static final int MAX_LENGTH = 300;
  private static final int LETTERS = 32;

  /** For each two first letters of the words below the third ones, one bit each. */
  private static final int[] BEGINNINGS =
      beginnings(
          "aut bre byl by- com con coo dat fec foo hea jou las men mod mos new pop pos pro pub rec"
              + " rel rep sid tea tim tit tre upd wri");

  private ClassSignals() {}

  private static int[] beginnings(String threes) {
    int[] beginnings = new int[LETTERS * LETTERS];
    for (String three : threes.split(" ", -1)) {
      int first = letter(three.charAt(0)) * LETTERS;
      beginnings[first + letter(three.charAt(1))] |= 1 << letter(three.charAt(2));
    }
    return beginnings;
  }

  /** In lower case; other signs share their numbers with letters. */
  private static int letter(char sign) {
    return (sign | 0x20) - 'a' & LETTERS - 1;
  }

  static int of(String classes) {
    int signals = 0;
    int end = Math.min(classes.length(), MAX_LENGTH) - 3;
    for (int i = 0; i < end; i++) {
      int pair = letter(classes.charAt(i)) * LETTERS + letter(classes.charAt(i + 1));
      if ((BEGINNINGS[pair] >>> letter(classes.charAt(i + 2)) & 1) != 0) {
        signals |= at(classes, i);
      }
    }
    return signals;
  }

  private static int at(String text, int i) {
    return switch (text.charAt(i) | 0x20) {
      case 'a' ->
          is(text, i, "author", AUTHOR)
              | is(text, i, "autor", AUTHOR)
              | is(text, i, "auteur", AUTHOR);
      case 'b' ->
          is(text, i, "byline", BYLINE)
              | is(text, i, "by-line", BYLINE)
              | is(text, i, "breadcrumb", FURNITURE);
      case 'c' ->
          is(text, i, "comment", FURNITURE)
              | is(text, i, "consent", FURNITURE)
              | is(text, i, "cookie", FURNITURE)
              | is(text, i, "contributor", AUTHOR);
      case 'd' -> is(text, i, "date", DATE) | is(text, i, "datum", DATE);
      case 'f' -> is(text, i, "footer", FURNITURE) | is(text, i, "fecha", DATE);
      case 'h' -> is(text, i, "headline", HEADLINE);
      case 'j' -> is(text, i, "journalist", AUTHOR);
      case 'l' -> is(text, i, "lastmod", MODIFIED) | is(text, i, "last-", MODIFIED);
      case 'm' ->
          is(text, i, "modified", MODIFIED)
              | is(text, i, "most-", FURNITURE)
              | is(text, i, "menu", FURNITURE);
      case 'n' -> is(text, i, "newsletter", FURNITURE);
      case 'p' ->
          is(text, i, "publish", DATE)
              | is(text, i, "posted", DATE)
              | is(text, i, "pubdate", DATE)
              | is(text, i, "popular", FURNITURE)
              | is(text, i, "promo", FURNITURE);
      case 'r' ->
          is(text, i, "related", FURNITURE)
              | is(text, i, "recommend", FURNITURE)
              | is(text, i, "recirc", FURNITURE)
              | is(text, i, "reporter", AUTHOR);
      case 's' -> is(text, i, "sidebar", FURNITURE);
      case 't' ->
          is(text, i, "timestamp", DATE)
              | is(text, i, "trending", FURNITURE)
              | is(text, i, "teaser", FURNITURE)
              | title(text, i);
      case 'u' -> is(text, i, "update", MODIFIED);
      case 'w' -> is(text, i, "writer", AUTHOR);
      default -> 0;
    };
  }

  /** {@code article-title}, {@code entry-title}, {@code post-title}: the word at a token's end. */
  private static int title(String text, int i) {
    boolean ends = i + 5 == text.length() || (i + 5 < text.length() && text.charAt(i + 5) == ' ');
    return ends ? is(text, i, "title", HEADLINE) : 0;
  }

  private static int is(String text, int at, String word, int signal) {
    return text.regionMatches(true, at, word, 0, word.length()) ? signal : 0;
  }

  /** Whether a link's address names a page about a person: {@code /author/}, {@code /people/}. */
  static boolean isAuthorLink(String href) {
    int end = Math.min(href.length(), MAX_LENGTH);
    for (int i = href.indexOf('/'); i >= 0 && i < end; i = href.indexOf('/', i + 1)) {
      if (i + 1 < end && isAuthorPath(href, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAuthorPath(String href, int at) {
    return switch (href.charAt(at) | 0x20) {
      case 'a' ->
          starts(href, at, "author") || starts(href, at, "autor") || starts(href, at, "auteur");
      case 'b' -> starts(href, at, "by/") || starts(href, at, "byline") || starts(href, at, "bio/");
      case 'c' -> starts(href, at, "contributor") || starts(href, at, "columnist");
      case 'e' -> starts(href, at, "editors/");
      case 'j' -> starts(href, at, "journalist");
      case 'p' ->
          starts(href, at, "people/")
              || starts(href, at, "person/")
              || starts(href, at, "profil")
              || starts(href, at, "perfil");
      case 'r' ->
          starts(href, at, "reporter") || starts(href, at, "redakt") || starts(href, at, "redacc");
      case 's' -> starts(href, at, "staff/");
      case 't' -> starts(href, at, "team/");
      case 'w' -> starts(href, at, "writer");
      default -> false;
    };
  }

  private static boolean starts(String text, int at, String word) {
    return text.regionMatches(true, at, word, 0, word.length());
  }
}
