package org.copydesk.extract.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** The tree as far as it is built, and the steps by which it grows. Single use, one thread. */
abstract class TreeState {
  private static final TagName SCRIPT = TagName.of("script");
  private static final TagName P = TagName.of("p");

  /** Where in the page the reader is: what a tag means depends on it. */
  enum Mode {
    BEFORE_HTML,
    BEFORE_HEAD,
    IN_HEAD,
    AFTER_HEAD,
    IN_BODY,
    IN_TABLE,
    IN_COLUMNS,
    IN_ROWS,
    IN_ROW,
    IN_CAPTION,
    IN_CELL;

    boolean isBeforeBody() {
      return compareTo(IN_BODY) < 0;
    }
  }

  final MarkupReader reader;
  final Document document;
  final OpenElements open = new OpenElements();
  final Formatting formatting = new Formatting();

  /** The modes that go on behind the trees apart that are open. */
  final Deque<Mode> modesAround = new ArrayDeque<>();

  Mode mode = Mode.BEFORE_HTML;
  @Nullable Element form;

  /** The next text loses a line break at its beginning. */
  boolean dropsLineBreak;

  /** The end tag of the body was read last, spaces aside. */
  boolean afterBody;

  TreeState(MarkupReader reader, Document document) {
    this.reader = reader;
    this.document = document;
  }

  Element openAs(TagName name, Mode next) {
    mode = next;
    return push(name);
  }

  /** Opens an element that has no tag in the page. */
  Element openEmpty(TagName name, Mode next) {
    Element element = new Element(name.tag, null, null);
    insert(element);
    open.push(element, name);
    mode = next;
    return element;
  }

  Element push(TagName name) {
    Element element = append(name);
    open.push(element, name);
    return element;
  }

  Element append(TagName name) {
    Attributes attributes = reader.attributes();
    Element element = new Element(name.tag, null, attributes);
    insert(element);
    return element;
  }

  void insert(Element element) {
    (open.depth() == 0 ? document : open.element()).appendChild(element);
  }

  void rawText(TagName name, boolean references) {
    if (reader.isSelfClosing()) {
      throw new UnsurePageException("closed " + name.text);
    }
    Element element = append(name);
    String text = reader.rawText(name, references, references || isRead(name, element));
    if (!text.isEmpty()) {
      element.appendChild(references ? new TextNode(text) : new DataNode(text));
    }
  }

  /** What only a browser runs or paints is left out; a page's state in a script is not. */
  private boolean isRead(TagName name, Element element) {
    return name == SCRIPT
        && (element.attr("type").toLowerCase(Locale.ROOT).contains("json")
            || element.hasAttr("id")
            || reader.startsWith("self."));
  }

  void reopenFormatting() {
    if (formatting.reopen(open) && !modesAround.isEmpty()) {
      throw new UnsurePageException("formatting goes on in a tree apart");
    }
  }

  void closeParagraph() {
    int place = open.inButtonScope(P);
    if (place >= 0) {
      refuseApart(P);
      open.popTo(place);
    }
  }

  /** What jsoup treats in its own way there. */
  void refuseApart(TagName name) {
    if (!modesAround.isEmpty()) {
      throw new UnsurePageException(name.text + " in a tree apart");
    }
  }

  static boolean isCell(TagName name) {
    return name.rule == TagName.Rule.TABLE_PART && name.isScope();
  }
}
