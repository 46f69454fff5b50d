package org.copydesk.extract.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.copydesk.extract.tree.MarkupReader.Token;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Reads what is inside of an SVG picture: its elements without attributes, and its texts. */
final class PictureReader {
  private final MarkupReader reader;
  private final Map<String, TagName> names = new HashMap<>();
  private final Deque<Element> open = new ArrayDeque<>();

  PictureReader(MarkupReader reader) {
    this.reader = reader;
  }

  void read(Element picture) {
    open.push(picture);
    while (!open.isEmpty()) {
      Token token = reader.next();
      switch (token) {
        case TEXT -> top().appendChild(new TextNode(reader.text()));
        case START -> start();
        case END -> end();
        case END_OF_PAGE -> throw new UnsurePageException("unclosed picture");
      }
    }
  }

  private Element top() {
    return open.element();
  }

  private void start() {
    String name = reader.name().text;
    boolean integration = top().normalName().equals("title") || top().normalName().equals("desc");
    if (reader.name().breaksOut() || integration || name.equals("foreignobject")) {
      throw new UnsurePageException(name + " in a picture");
    }
    Element element = new Element(names.computeIfAbsent(name, TagName::foreign).tag, null, null);
    top().appendChild(element);
    if (!reader.isSelfClosing()) {
      open.push(element);
    }
  }

  private void end() {
    if (!top().normalName().equals(reader.name().text)) {
      throw new UnsurePageException("crossed tags in a picture");
    }
    open.pop();
  }
}
