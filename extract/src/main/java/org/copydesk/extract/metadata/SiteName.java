package org.copydesk.extract.metadata;

import java.util.List;

/**
 * The names by which a site calls itself. Takes them off a title: {@code Headline | The Daily}
 * becomes {@code Headline}.
 */
final class SiteName {
  private static final String SEPARATORS = "|-–—·•»«:/›>~｜ㅣ│";

  /** Bars that part a title also without a space beside them. */
  private static final String BARS = "|｜ㅣ│";

  private final List<String> names;

  SiteName(List<String> siteNames) {
    names =
        siteNames.stream()
            .map(SiteName::letters)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  private static String letters(String text) {
    return MetadataText.folded(text).replace(" ", "");
  }

  /**
   * The title without a last or first part that is the site's name, or without a short last part.
   */
  String without(String title) {
    String text = title;
    for (int round = 0; round < 3; round++) {
      String shorter = withoutOne(text);
      if (shorter.equals(text)) {
        break;
      }
      text = shorter;
    }
    return text;
  }

  private String withoutOne(String text) {
    int last = separatorBefore(text, text.length());
    if (last > 0) {
      String end = text.substring(last + 1).strip();
      String rest = text.substring(0, last).strip();
      boolean bar = BARS.indexOf(text.charAt(last)) >= 0 || "»«".indexOf(text.charAt(last)) >= 0;
      if (isSite(end) || (bar && end.length() <= 40 && rest.length() > end.length())) {
        return rest;
      }
    }
    int middle = last > 0 ? separatorBefore(text, last) : -1;
    if (middle > 0 && isNamed(text.substring(middle + 1, last))) {
      return text.substring(0, middle).strip();
    }
    int first = separatorAfter(text);
    if (first > 0) {
      String start = text.substring(0, first).strip();
      boolean section = text.charAt(first) == '|' && start.indexOf(' ') < 0 && start.length() <= 15;
      if (section || isSite(start)) {
        return text.substring(first + 1).strip();
      }
    }
    return text;
  }

  /** Whether a text is exactly one of the site's names, and no short word. */
  private boolean isNamed(String part) {
    String folded = letters(part);
    return folded.length() >= 4 && names.contains(folded);
  }

  /** Whether a text is the site's name, perhaps with a word around it. */
  boolean isSite(String part) {
    String folded = letters(part);
    if (folded.isEmpty()) {
      return true;
    }
    for (String site : names) {
      boolean beginsSite =
          folded.length() >= 4 && site.startsWith(folded) && 2 * folded.length() >= site.length();
      boolean holdsSite =
          site.length() >= 4 && folded.contains(site) && folded.length() <= 2 * site.length() + 4;
      if (site.equals(folded) || beginsSite || holdsSite) {
        return true;
      }
    }
    return false;
  }

  /** Whether a character parts a headline from the site's name. */
  static boolean isSeparator(char sign) {
    return SEPARATORS.indexOf(sign) >= 0;
  }

  /** The last separator that has a space beside it. */
  private static int separatorBefore(String text, int end) {
    for (int i = end - 2; i > 0; i--) {
      char sign = text.charAt(i);
      if (sign > '|' && BARS.indexOf(sign) >= 0) {
        return i;
      }
      boolean spaced = text.charAt(i + 1) == ' ' && (text.charAt(i - 1) == ' ' || sign == '|');
      if (spaced && SEPARATORS.indexOf(sign) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static int separatorAfter(String text) {
    for (int i = 1; i < text.length() - 1; i++) {
      if (SEPARATORS.indexOf(text.charAt(i)) >= 0 && text.charAt(i + 1) == ' ') {
        return i;
      }
    }
    return -1;
  }
}
