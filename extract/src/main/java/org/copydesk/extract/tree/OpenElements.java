package org.copydesk.extract.tree;

import java.util.Arrays;
import org.jsoup.nodes.Element;

/** The elements that are open, the innermost last, with the scopes in which they are looked for. */
final class OpenElements {
  /** jsoup looks no more than a hundred elements up for an open one. */
  private static final int DEEPEST = 100;

  private Element[] elements = new Element[64];
  private TagName[] names = new TagName[64];
  private int depth;

  void push(Element element, TagName name) {
    if (depth == DEEPEST) {
      throw new UnsurePageException("deep nesting");
    }
    if (depth == elements.length) {
      elements = Arrays.copyOf(elements, 2 * depth);
      names = Arrays.copyOf(names, 2 * depth);
    }
    elements[depth] = element;
    names[depth++] = name;
  }

  void pop() {
    depth--;
  }

  int depth() {
    return depth;
  }

  Element element() {
    return elements[depth - 1];
  }

  TagName name() {
    return names[depth - 1];
  }

  Element element(int place) {
    return elements[place];
  }

  TagName name(int place) {
    return names[place];
  }

  void popTo(int place) {
    depth = place;
  }

  /** Takes out an element that others stay open inside. */
  void remove(int place) {
    System.arraycopy(elements, place + 1, elements, place, depth - place - 1);
    System.arraycopy(names, place + 1, names, place, depth - place - 1);
    depth--;
  }

  /** Where an element is open; -1 when it is not. */
  @SuppressWarnings("ReferenceEquality") // the very element is meant
  int placeOf(Element element) {
    for (int place = depth - 1; place >= 0; place--) {
      if (elements[place] == element) {
        return place;
      }
    }
    return -1;
  }

  boolean isOpen(TagName name) {
    int place = depth - 1;
    while (place >= 0 && names[place] != name) {
      place--;
    }
    return place >= 0;
  }

  /** Where the innermost element of a name is open in scope; -1 when there is none. */
  int inScope(TagName name) {
    for (int place = depth - 1; place >= 0; place--) {
      if (names[place] == name) {
        return place;
      }
      if (names[place].isScope()) {
        return -1;
      }
    }
    return -1;
  }

  /** Like {@link #inScope}, with buttons closing the scope too. */
  int inButtonScope(TagName name) {
    for (int place = depth - 1; place >= 0; place--) {
      if (names[place] == name) {
        return place;
      }
      if (names[place].isScope() || names[place].rule == TagName.Rule.BUTTON) {
        return -1;
      }
    }
    return -1;
  }

  /** Where the innermost element of a rule is open in scope; -1 when there is none. */
  int inScope(TagName.Rule rule) {
    for (int place = depth - 1; place >= 0; place--) {
      if (names[place].rule == rule) {
        return place;
      }
      if (names[place].isScope()) {
        return -1;
      }
    }
    return -1;
  }

  /** Closes what ends without an end tag, elements of one name excepted. */
  void closeImplied(TagName except) {
    while (name().endsByItself() && name() != except) {
      depth--;
    }
  }
}
