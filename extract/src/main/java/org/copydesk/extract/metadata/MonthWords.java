package org.copydesk.extract.metadata;

import java.util.Locale;

/** Tells the names of months, in some seventy languages, from other words. Thread-safe. */
public final class MonthWords {
  private MonthWords() {}

  /** Whether a word may be the name of a month; several are other words too, such as "may". */
  public static boolean isMonth(String word) {
    return MonthNames.get().of(word.toLowerCase(Locale.ROOT), null) != 0;
  }
}
