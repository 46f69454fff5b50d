package org.copydesk.extract.tree;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The formatting that goes on in the next block when its own was closed (13.2.4.3). */
final class Formatting {
  /** Of three that are the same the standard keeps no more. */
  private static final int ALIKE = 3;

  /** jsoup opens no more again. */
  private static final int MOST = 12;

  /** A name and its element; without one where a cell or an object begins. */
  private record Entry(@Nullable Element element, @Nullable TagName name) {
    boolean isMarker() {
      return name == null;
    }
  }

  private static final Entry MARKER = new Entry(null, null);

  private final List<Entry> entries = new ArrayList<>();

  void mark() {
    entries.add(MARKER);
  }

  void clearToMark() {
    Entry last;
    do {
      last = entries.isEmpty() ? MARKER : entries.removeLast();
    } while (!last.isMarker());
  }

  void add(Element element, TagName name) {
    if (entries.size() == MOST) {
      throw new UnsurePageException("very much formatting");
    }
    int alike = 0;
    for (int index = entries.size() - 1; index >= 0; index--) {
      Entry entry = entries.get(index);
      if (entry.isMarker()) {
        break;
      }
      alike += entry.name() == name ? 1 : 0;
    }
    if (alike >= ALIKE) {
      throw new UnsurePageException("formatting opened again and again");
    }
    entries.add(new Entry(element, name));
  }

  /** The last element of a name behind the last mark. */
  @Nullable Element find(TagName name) {
    for (int index = entries.size() - 1; index >= 0; index--) {
      Entry entry = entries.get(index);
      if (entry.isMarker()) {
        return null;
      }
      if (entry.name() == name) {
        return entry.element();
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // the very element is meant
  void remove(Element element) {
    int place = entries.size() - 1;
    while (place >= 0 && entries.get(place).element() != element) {
      place--;
    }
    if (place >= 0) {
      entries.remove(place);
    }
  }

  /** Opens again what was closed by the way; says whether there was any. */
  boolean reopen(OpenElements open) {
    int index = entries.size();
    while (index > 0 && isClosed(entries.get(index - 1), open)) {
      index--;
    }
    boolean any = index < entries.size();
    for (; index < entries.size(); index++) {
      Element old = entries.get(index).element();
      TagName name = entries.get(index).name();
      if (old != null && name != null) {
        Attributes attributes = old.attributesSize() == 0 ? null : old.attributes().clone();
        Element element = new Element(name.tag, null, attributes);
        open.element().appendChild(element);
        open.push(element, name);
        entries.set(index, new Entry(element, name));
      }
    }
    return any;
  }

  /** Whether the next text opens anything again. */
  boolean isToReopen(OpenElements open) {
    return !entries.isEmpty() && isClosed(entries.getLast(), open);
  }

  private static boolean isClosed(Entry entry, OpenElements open) {
    Element element = entry.element();
    return element != null && open.placeOf(element) < 0;
  }
}
