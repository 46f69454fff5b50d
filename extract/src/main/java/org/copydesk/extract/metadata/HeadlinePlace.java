package org.copydesk.extract.metadata;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.copydesk.extract.metadata.PageScan.Furniture;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Where the headline stands, to tell what stands near it and what in the page's furniture. */
final class HeadlinePlace {
  private static final int MAX_LEVELS = 12;
  private static final List<String> MASTHEADS =
      List.of("masthead", "site-header", "header-top", "top-bar", "topbar", "page-header");

  private final int position;
  private final Set<Element> around = new HashSet<>();

  HeadlinePlace(@Nullable Marked heading) {
    position = heading == null ? -1 : heading.position();
    Element at = heading == null ? null : heading.element();
    while (at != null) {
      around.add(at);
      at = at.parent();
    }
  }

  boolean isKnown() {
    return position >= 0;
  }

  /** Whether an element holds the headline. */
  boolean isAround(Element element) {
    return around.contains(element);
  }

  /**
   * How far a position is, in visible texts; what stands before the headline counts three times.
   */
  int distance(int other) {
    if (position < 0) {
      return other;
    }
    return other >= position ? other - position : 3 * (position - other) + 2;
  }

  boolean isWithin(int other, int before, int after) {
    int start = Math.max(position, 0);
    return other >= start - before && other <= start + after;
  }

  /** Whether something stands in furniture that does not also hold the headline. */
  boolean isAside(@Nullable Furniture furniture) {
    Furniture at = furniture;
    while (at != null) {
      if (!around.contains(at.element())) {
        return true;
      }
      at = at.outer();
    }
    return false;
  }

  /**
   * Whether what stands at a position is in the page's masthead, above the headline and apart from
   * it: a date there is today's.
   */
  boolean isInMasthead(@Nullable Node node, int at) {
    if (at > position) {
      return false;
    }
    boolean masthead = false;
    Node box = node;
    for (int i = 0; box != null && i < MAX_LEVELS; i++, box = box.parent()) {
      if (box instanceof Element element) {
        if (around.contains(element)) {
          return masthead && !element.nameIs("article") && !element.nameIs("header");
        }
        masthead |= isMasthead(element);
      }
    }
    return false;
  }

  private static boolean isMasthead(Element element) {
    if (element.nameIs("header")) {
      return true;
    }
    String names = element.className() + " " + element.id();
    return names.length() > 1 && holdsMasthead(names.toLowerCase(Locale.ROOT));
  }

  private static boolean holdsMasthead(String names) {
    for (String word : MASTHEADS) {
      if (names.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
