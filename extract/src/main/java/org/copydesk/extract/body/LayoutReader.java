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
import org.jspecify.annotations.Nullable;

/** Walks the tree once and turns it into boxes and blocks. Single use, one thread. */
@SuppressWarnings("ReferenceEquality") // nodes of one tree: the same node is meant
final class LayoutReader {
  private static final char SOFT_HYPHEN = '\u00AD';

  /** A page with more blocks than that is not an article; the rest is left out. */
  private static final int MAX_BLOCKS = 50_000;

  private static final int MAX_BOXES = 500_000;

  private static final int ROOM = 512;

  /** Inline marks count for a block when they cover that share of it. */
  private static final double MARKED_SHARE = 0.8;

  private final List<Box> boxes = new ArrayList<>(256);
  private final List<TextBlock> blocks = new ArrayList<>(256);
  private final List<Element> scripts = new ArrayList<>();
  private final MarkReader marks = new MarkReader();

  /** The line's only text, as most lines have but one; it is not yet in the line itself. */
  private @Nullable String onlyText;

  private StringBuilder line = new StringBuilder(ROOM);

  /** Whether a text of the line needs two bytes a character. */
  private boolean wide;

  /** Length of the line in letters, as a block's. */
  private int length;

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
    return new PageLayout(reader.boxes, reader.blocks, reader.scripts);
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
      case SKIPPED -> {
        if (element.normalName().equals("script") && element.childNodeSize() > 0) {
          scripts.add(element);
        }
        yield false;
      }
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
      markedInlines.push(new MarkedInline(element, own, length));
    }
    return true;
  }

  private void leaveInline(Element element) {
    countInline(element, -1);
    MarkedInline marked = markedInlines.peek();
    if (marked != null && marked.element() == element) {
      markedInlines.pop();
      inlineMarks |= marked.marks();
      inlineMarkedLength += Math.max(0, length - marked.start());
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
      appendBreak();
      start = end + 1;
    }
    append(text.substring(start));
  }

  private void append(String text) {
    if (onlyText == null && line.isEmpty()) {
      if (text.isBlank()) {
        return;
      }
      onlyText = text;
    } else {
      flush();
      appendToLine(text);
    }
    int letters = lettersOf(text);
    if (letters > 0) {
      length += letters;
      breaks = 0;
      linkLength += linkDepth > 0 ? letters : 0;
      strongLength += strongDepth > 0 ? letters : 0;
      slantLength += slantDepth > 0 ? letters : 0;
    }
  }

  private int lettersOf(String text) {
    int letters = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character > ' ' && character < 0x7F) {
        letters++;
      } else if (character > ' ') {
        wide |= character > 0xFF;
        if (!TextCleaner.isSpace(character) && character != SOFT_HYPHEN) {
          letters += WordCounter.isWrittenWithoutSpaces(character) ? 3 : 1;
        }
      }
    }
    return letters;
  }

  private void flush() {
    if (onlyText != null) {
      appendToLine(onlyText);
      onlyText = null;
    }
  }

  /** Breaks that are written in a text are not seen. */
  private void appendToLine(String text) {
    int start = line.length();
    line.append(text);
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      line.setCharAt(start + at, ' ');
    }
  }

  private void appendBreak() {
    flush();
    line.append('\n');
  }

  /** One break is a line, two part paragraphs. */
  private void lineBreak() {
    breaks++;
    if (breaks == 2) {
      endBlock();
    } else {
      appendBreak();
    }
  }

  private void endBlock() {
    String text = takeText();
    if (!text.isEmpty()) {
      boolean marked = inlineMarkedLength >= MARKED_SHARE * length;
      TextBlock.Markup markup = new TextBlock.Markup(links, linkLength, strongLength, slantLength);
      blocks.add(
          new TextBlock(blocks.size(), current, text, length, markup, marked ? inlineMarks : 0));
    }
    length = 0;
    links = 0;
    linkLength = 0;
    strongLength = 0;
    slantLength = 0;
    inlineMarkedLength = 0;
    inlineMarks = 0;
    breaks = 0;
  }

  /** The line as a reader sees it; a new one begins. */
  private String takeText() {
    String text = "";
    if (onlyText != null) {
      text = TextCleaner.cleanLine(onlyText);
      onlyText = null;
    } else if (!line.isEmpty()) {
      text = TextCleaner.clean(line);
      if (wide) {
        line = new StringBuilder(ROOM); // the old one would take two bytes a character for ever
      } else {
        line.setLength(0);
      }
    }
    wide = false;
    return text;
  }

  /** An inline element with marks, and where its text starts in the line. */
  private record MarkedInline(Element element, long marks, int start) {}
}
