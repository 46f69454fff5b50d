package org.copydesk.extract.body;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A block-level element of the page. Boxes are numbered in document order, parents first. */
final class Box {
  private static final Pattern SPACES = Pattern.compile("[ \t\n\r]+");

  final int index;
  final @Nullable Box parent;
  final Element element;
  final int depth;

  /** What the element says of itself. */
  final long ownMarks;

  /** Tag and class: boxes of one name look alike to a reader. */
  final long nameHash;

  /** The blocks inside are numbered from here on ... */
  final int firstBlock;

  /** ... to here, exclusive. */
  int endBlock;

  /** Marks of the box and of all around it, those left out that hold too much to be furniture. */
  long marks;

  /** The page's headline stands inside. */
  boolean holdsHeadline;

  /** Sum over the blocks inside: how much more article than furniture they look. */
  double weight;

  /** Length of the prose inside. */
  int proseLength;

  Box(int index, @Nullable Box parent, Element element, long ownMarks, int firstBlock) {
    this.index = index;
    this.parent = parent;
    this.element = element;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.ownMarks = ownMarks;
    this.firstBlock = firstBlock;
    this.nameHash = tag().hashCode() * 65_537L + classesOf(element).hashCode();
  }

  /** As the parser keeps names in lower case, the case need not be looked at. */
  private static String classesOf(Element element) {
    return element.attributesSize() == 0 ? "" : element.attributes().get("class").trim();
  }

  boolean isInside(Box ancestor) {
    for (Box box = this; box != null && box.depth >= ancestor.depth; box = box.parent) {
      if (box == ancestor) {
        return true;
      }
    }
    return false;
  }

  String tag() {
    return element.normalName();
  }

  /** A short selector: the last few elements with id or first class. */
  String path() {
    StringBuilder path = new StringBuilder();
    int steps = 0;
    for (Box box = this; box != null && steps < 4; box = box.parent, steps++) {
      path.insert(0, steps == 0 ? step(box) : step(box) + " > ");
    }
    return path.toString();
  }

  private static String step(Box box) {
    String id = box.element.id();
    if (!id.isBlank()) {
      return box.tag() + "#" + id.strip();
    }
    String classes = box.element.className().strip();
    return classes.isEmpty()
        ? box.tag()
        : box.tag() + "." + SPACES.matcher(classes).replaceAll(".");
  }
}
