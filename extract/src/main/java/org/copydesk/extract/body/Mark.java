package org.copydesk.extract.body;

import java.util.Locale;

/** What an element says of itself, by its tag, role, class, id or item property. */
enum Mark {
  NAVIGATION,
  SHARE,
  RELATED,
  COMMENTS,
  NEWSLETTER,
  ADVERT,
  CONSENT,
  BYLINE,
  AUTHOR_BOX,
  DATE,
  TAGS,
  CAPTION,
  SIDEBAR,
  ASIDE,
  HEADER,
  FOOTER,
  HIDDEN,
  PAYWALL,
  GALLERY,
  DIALOG,
  PLAYER,
  POLL,
  FORM,
  CONTROL,
  COPYRIGHT,
  PULL_QUOTE,
  FACT_BOX,
  EMBED,
  STANDFIRST,
  LIST,
  TABLE,
  QUOTE,
  FIGURE,
  ARTICLE,
  MAIN,
  BODY_TEXT,
  CONTENT;

  @SuppressWarnings("EnumOrdinal") // a bit set within one run, never stored
  long bit() {
    return 1L << ordinal();
  }

  boolean isIn(long marks) {
    return (marks & bit()) != 0;
  }

  /** The names of the marks in a set, parted by spaces. */
  static String names(long marks) {
    StringBuilder names = new StringBuilder();
    for (Mark mark : values()) {
      if (mark.isIn(marks)) {
        names.append(names.isEmpty() ? "" : " ").append(mark.code());
      }
    }
    return names.toString();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static long of(Mark... marks) {
    long set = 0;
    for (Mark mark : marks) {
      set |= mark.bit();
    }
    return set;
  }
}
