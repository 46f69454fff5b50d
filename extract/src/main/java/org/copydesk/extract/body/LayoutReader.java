package org.copydesk.extract.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.copydesk.extract.text.TextCleaner;
import org.copydesk.extract.text.WordCounter;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Walks the tree once and turns it into boxes and blocks. Single use, one thread. */
@SuppressWarnings("ReferenceEquality") // nodes of one tree: the same node is meant
final class LayoutReader {
  /** A page with more blocks than that is not an article; the rest is left out. */
  private static final int MAX_BLOCKS = 50_000;

  private static final int MAX_BOXES = 500_000;

  /** Inline marks count for a block when they cover that share of it. */
  private static final double MARKED_SHARE = 0.8;

  private final List<Box> boxes = new ArrayList<>(256);
  private final List<TextBlock> blocks = new ArrayList<>(256);
  private final MarkReader marks = new MarkReader();
  private final StringBuilder line = new StringBuilder(512);

  /** Blank characters before the line's first text: three in four texts of a page are blank. */
  private int indent;

  private final Deque<MarkedInline> markedInlines = new ArrayDeque<>();
  private int linkDepth;
  private int linkLength;
  private int links;
  private int strongDepth;
  private int strongLength;
  private int slantDepth;
  private int slantLength;
  private long inlineMarks;
  private int inlineMarkedLength;
  private int breaks;
  private Box current;

  private LayoutReader(Element body) {
    this.current = new Box(0, null, body, 0, 0);
    boxes.add(current);
  }

  static PageLayout read(Element body) {
    LayoutReader reader = new LayoutReader(body);
    reader.walk(body);
    reader.endBlock();
    reader.boxes.forEach(reader::closeAtEnd);
    return new PageLayout(reader.boxes, reader.blocks);
  }

  private void closeAtEnd(Box box) {
    if (box.endBlock == 0) {
      box.endBlock = blocks.size();
    }
  }

  /** Depth first without recursion: a page's depth is in the hands of whoever wrote it. */
  private void walk(Element body) {
    Node node = body.firstChild();
    while (node != null) {
      Node next = enter(node) ? node.firstChild() : null;
      while (next == null && node != body) {
        leave(node);
        next = node.nextSibling();
        if (next == null) {
          node = node.parentNode();
          if (node == null || node == body) {
            return;
          }
        }
      }
      node = next;
    }
  }

  private boolean enter(Node node) {
    if (node instanceof TextNode textNode) {
      if (current.tag().equals("pre")) {
        appendLines(textNode.getWholeText());
      } else {
        append(textNode.getWholeText());
      }
      return false;
    }
    if (!(node instanceof Element element) || blocks.size() >= MAX_BLOCKS) {
      return false;
    }
    return switch (TagRole.of(element)) {
      case SKIPPED -> false;
      case LINE_BREAK -> {
        lineBreak();
        yield false;
      }
      case INLINE ->
          MarkReader.isShownAsBlock(element) ? enterShownAsBlock(element) : enterInline(element);
      case BLOCK -> enterBlock(element);
    };
  }

  private void leave(Node node) {
    if (!(node instanceof Element element)) {
      return;
    }
    if (current.element == element) {
      endBlock();
      countInline(element, -1); // of one that is shown as a block; other blocks count for nothing
      current.endBlock = blocks.size();
      Box parent = current.parent;
      current = parent == null ? current : parent;
    } else {
      leaveInline(element);
    }
  }

  private boolean enterBlock(Element element) {
    endBlock();
    if (boxes.size() >= MAX_BOXES) {
      return true;
    }
    current = new Box(boxes.size(), current, element, marks.of(element), blocks.size());
    boxes.add(current);
    if (element.normalName().equals("h1")) {
      for (Box box = current; box != null; box = box.parent) {
        box.holdsHeadline = true;
      }
    }
    return true;
  }

  /** A link that is shown as a block is still a link. */
  private boolean enterShownAsBlock(Element element) {
    boolean entered = enterBlock(element);
    countInline(element, 1);
    return entered;
  }

  private boolean enterInline(Element element) {
    countInline(element, 1);
    long own = marks.of(element);
    if (Mark.HIDDEN.isIn(own)) {
      return false;
    }
    if (current.tag().equals("pre")) {
      return true; // the names of a program's parts, such as its comments
    }
    if (own != 0) {
      markedInlines.push(new MarkedInline(element, own, lineLength()));
    }
    return true;
  }

  private void leaveInline(Element element) {
    countInline(element, -1);
    MarkedInline marked = markedInlines.peek();
    if (marked != null && marked.element() == element) {
      markedInlines.pop();
      inlineMarks |= marked.marks();
      inlineMarkedLength += Math.max(0, lineLength() - marked.start());
    }
  }

  private void countInline(Element element, int step) {
    switch (element.normalName()) {
      case "a" -> {
        if (!isPlace(element)) {
          linkDepth += step;
          links += Math.max(0, step);
        }
      }
      case "b", "strong" -> strongDepth += step;
      case "i", "em" -> slantDepth += step;
      default -> {
        return;
      }
    }
  }

  /** An anchor of old that only names a place; in XHTML it is often not closed. */
  private static boolean isPlace(Element anchor) {
    Attributes attributes = anchor.attributes();
    return attributes.hasKey("name") && !attributes.hasKey("href");
  }

  /** Text whose own line breaks are seen. */
  private void appendLines(String text) {
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      append(text.substring(start, end));
      line.append('\n');
      start = end + 1;
    }
    append(text.substring(start));
  }

  private int lineLength() {
    return indent + line.length();
  }

  private void append(String text) {
    if (line.isEmpty() && text.isBlank()) {
      indent += text.length();
      return;
    }
    int start = line.length();
    line.append(text);
    int length = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character > ' ' && character < 0x7F) {
        length++;
      } else if (character < ' ') {
        line.setCharAt(start + index, ' ');
      } else if (!TextCleaner.isSpace(character)) {
        length += WordCounter.isWrittenWithoutSpaces(character) ? 3 : 1;
      }
    }
    if (length > 0) {
      breaks = 0;
      linkLength += linkDepth > 0 ? length : 0;
      strongLength += strongDepth > 0 ? length : 0;
      slantLength += slantDepth > 0 ? length : 0;
    }
  }

  /** One break is a line, two part paragraphs. */
  private void lineBreak() {
    breaks++;
    if (breaks == 2) {
      endBlock();
    } else {
      line.append('\n');
    }
  }

  private void endBlock() {
    if (lineLength() == 0) {
      return;
    }
    String text = TextCleaner.clean(line);
    if (!text.isEmpty()) {
      boolean marked = inlineMarkedLength >= MARKED_SHARE * lineLength();
      TextBlock.Markup markup = new TextBlock.Markup(links, linkLength, strongLength, slantLength);
      blocks.add(
          new TextBlock(
              blocks.size(), current, text, lengthOf(text), markup, marked ? inlineMarks : 0));
    }
    line.setLength(0);
    indent = 0;
    links = 0;
    linkLength = 0;
    strongLength = 0;
    slantLength = 0;
    inlineMarkedLength = 0;
    inlineMarks = 0;
    breaks = 0;
  }

  private static int lengthOf(String text) {
    int length = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character > ' ') {
        length += character >= 0x80 && WordCounter.isWrittenWithoutSpaces(character) ? 3 : 1;
      }
    }
    return length;
  }

  /** An inline element with marks, and where its text starts in the line. */
  private record MarkedInline(Element element, long marks, int start) {}
}
