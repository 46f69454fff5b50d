package org.copydesk.extract.metadata;

import java.util.HashSet;
import java.util.Set;
import org.copydesk.extract.metadata.PageScan.Furniture;
import org.copydesk.extract.metadata.PageScan.Marked;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Where the headline stands, to tell what stands near it and what in the page's furniture. */
final class HeadlinePlace {
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
}
