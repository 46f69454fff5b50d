package org.copydesk.extract.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a page that may say something about its article, collected in one traversal. A
 * position is the number of visible text nodes before; every list is bounded.
 */
final class PageScan {
  private static final int MAX_METAS = 400;
  private static final List<String> META_KEYS =
      List.of("property", "name", "itemprop", "http-equiv");
  private static final int MAX_MARKED = 400;
  private static final int MAX_LINES = 3_000;
  private static final int MAX_HEADINGS = 60;

  /** Menus may be full of headings; the main one after them still finds a place. */
  private static final int MAX_MAIN_HEADINGS = 20;

  private static final int MAX_FIGURES = 60;
  private static final int MAX_SAMPLE = 6_000;
  private static final int SHORT_LINE = 240;
  private static final int REMEMBERED = 256;

  /** A {@code link} element of the head. */
  record Link(String rel, String href, String hreflang) {}

  /** An element around others that looks like a sidebar, a comment section, a footer. */
  record Furniture(Element element, int depth, @Nullable Furniture outer) {}

  /** An element that may hold a value, where it stands, and the furniture around it, if any. */
  record Marked(Element element, int position, int signals, @Nullable Furniture furniture) {
    boolean has(int signal) {
      return (signals & signal) != 0;
    }
  }

  /** A visible short text. */
  record Line(TextNode node, int position, @Nullable Furniture furniture) {
    String text() {
      return MetadataText.collapse(node.getWholeText(), SHORT_LINE);
    }
  }

  private final Map<String, List<String>> metas = new HashMap<>();
  final List<Link> links = new ArrayList<>();
  final List<String> jsonLd = new ArrayList<>();
  final List<Marked> headings = new ArrayList<>();
  final List<Marked> dates = new ArrayList<>();
  final List<Marked> bylines = new ArrayList<>();
  final List<Marked> properties = new ArrayList<>();
  final List<Element> figures = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final StringBuilder sample = new StringBuilder();
  @Nullable String htmlLanguage;
  @Nullable Element title;

  private final String[] names = new String[REMEMBERED];
  private final int[] signalsOfNames = new int[REMEMBERED];
  private int position;
  private int metaCount;
  private boolean isHidden;

  /** The headline of which a crumb was seen comes yet. */
  private boolean isAfterCrumb;

  private int depth;
  private @Nullable Furniture furniture;

  private PageScan() {
    Arrays.fill(names, "");
  }

  static PageScan of(Document document) {
    PageScan scan = new PageScan();
    scan.walk(document);
    return scan;
  }

  /** Depth first without recursion; what lies inside of hidden elements is passed over. */
  private void walk(Document document) {
    Node node = document;
    while (true) {
      if (node instanceof TextNode text) {
        visitText(text);
      } else if (node instanceof Element element) {
        visitElement(element);
        Node child = isHidden ? null : element.firstChild();
        isHidden = false;
        if (child != null) {
          node = child;
          depth++;
          continue;
        }
      }
      Node next = leave(node);
      while (next == null) {
        Node parent = node.parentNode();
        if (parent == null) {
          return;
        }
        node = parent;
        depth--;
        next = leave(node);
      }
      node = next;
    }
  }

  /** Ends the furniture that a node is; returns what stands behind it. */
  private @Nullable Node leave(Node node) {
    if (furniture != null && furniture.depth() == depth) {
      furniture = furniture.outer();
    }
    return node.nextSibling();
  }

  private void visitText(TextNode node) {
    String text = node.getWholeText();
    if (text.isBlank()) {
      return; // as three in four are
    }
    int start = 0;
    while (start < text.length() && MetadataText.isSpace(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return;
    }
    position++;
    int length = text.length() - start;
    if (length <= SHORT_LINE && lines.size() < MAX_LINES) {
      lines.add(new Line(node, position, furniture));
    }
    if (length >= 60 && furniture == null && sample.length() < MAX_SAMPLE) {
      sample.append(text, start, Math.min(text.length(), start + 1_000)).append('\n');
    }
  }

  private void visitElement(Element element) {
    switch (element.normalName()) {
      case "html" -> htmlLanguage = firstOf(element.attr("lang"), element.attr("xml:lang"));
      case "meta" -> visitMeta(element);
      case "link" -> visitLink(element);
      case "title" -> title = title == null ? element : title;
      case "script" -> visitScript(element);
      case "style", "noscript", "template", "svg", "iframe", "select", "textarea" ->
          isHidden = true;
      case "img",
          "br",
          "hr",
          "wbr",
          "b",
          "i",
          "u",
          "em",
          "strong",
          "sup",
          "sub",
          "source",
          "picture",
          "input",
          "button",
          "label",
          "option",
          "video",
          "audio",
          "path" -> {}
      case "body", "main", "article" -> visitAttributes(element, 0, false);
      case "nav", "footer" -> visitAttributes(element, ClassSignals.FURNITURE, true);
      case "h1" -> {
        isAfterCrumb = isCrumb(element);
        int signals = ClassSignals.HEADLINE | (isAfterCrumb ? ClassSignals.CRUMB : 0);
        add(headings, element, signals, MAX_HEADINGS + MAX_MAIN_HEADINGS);
        visitAttributes(element, 0, true);
      }
      case "h2" -> {
        visitAttributes(element, isAfterCrumb ? ClassSignals.HEADLINE : 0, true);
        isAfterCrumb = false;
      }
      case "time" -> visitAttributes(element, ClassSignals.DATE, true);
      case "figure" -> {
        if (figures.size() < MAX_FIGURES) {
          figures.add(element);
        }
        visitAttributes(element, 0, true);
      }
      default -> visitAttributes(element, 0, true);
    }
  }

  private static boolean isCrumb(Element heading) {
    Element parent = heading.parent();
    return (parent != null && parent.nameIs("li"))
        || heading.className().toLowerCase(Locale.ROOT).contains("breadcrumb");
  }

  private void visitScript(Element element) {
    String type = element.attr("type");
    if (type.regionMatches(true, 0, "application/ld+json", 0, 19)
        && jsonLd.size() < JsonLd.MAX_BLOCKS) {
      StringBuilder data = new StringBuilder();
      for (Node child : element.childNodes()) {
        if (child instanceof DataNode dataNode) {
          data.append(dataNode.getWholeData());
        }
      }
      jsonLd.add(data.toString());
    }
    isHidden = true;
  }

  private void visitMeta(Element element) {
    Attributes attributes = element.attributes();
    String content = attributes.get("content");
    if (content.isEmpty()) {
      content = attributes.get("value");
    }
    if (content.isBlank() || metaCount >= MAX_METAS) {
      return;
    }
    for (String key : META_KEYS) {
      String name = attributes.get(key);
      if (!name.isEmpty()) {
        metas
            .computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
            .add(content);
        metaCount++;
      }
    }
  }

  private void visitLink(Element element) {
    Attributes attributes = element.attributes();
    String rel = attributes.get("rel");
    String href = attributes.get("href");
    if (links.size() < MAX_METAS && !rel.isEmpty() && !href.isEmpty()) {
      String language = attributes.get("hreflang");
      links.add(new Link(rel.strip().toLowerCase(Locale.ROOT), href, language));
    }
  }

  private void visitAttributes(Element element, int known, boolean mayBeFurniture) {
    int signals = known;
    if (element.attributesSize() > 0) {
      Attributes attributes = element.attributes();
      signals |= signalsOf(attributes.get("class")) | signalsOf(attributes.get("id"));
      signals |= signalsOf(attributes.get("data-testid")) | visitItemprop(element, attributes);
      if (element.nameIs("a")) {
        signals |= linkSignals(attributes);
      }
    }
    if (signals == 0) {
      return;
    }
    if ((signals & ClassSignals.FURNITURE) != 0 && mayBeFurniture) {
      furniture = new Furniture(element, depth, furniture);
    }
    if ((signals & (ClassSignals.DATE | ClassSignals.MODIFIED)) != 0) {
      add(dates, element, signals, MAX_MARKED);
    }
    if ((signals & (ClassSignals.AUTHOR | ClassSignals.BYLINE | ClassSignals.AUTHOR_LINK)) != 0) {
      add(bylines, element, signals, MAX_MARKED);
    }
    if ((signals & ClassSignals.HEADLINE) != 0 && !element.nameIs("h1")) {
      add(headings, element, signals, MAX_HEADINGS);
    }
  }

  /** A page's names come again and again: the last ones are remembered. */
  private int signalsOf(String name) {
    if (name.isEmpty()) {
      return 0;
    }
    int place = name.hashCode() & REMEMBERED - 1;
    if (!names[place].equals(name)) {
      names[place] = name;
      signalsOfNames[place] = ClassSignals.of(name);
    }
    return signalsOfNames[place];
  }

  private static int linkSignals(Attributes attributes) {
    boolean author =
        attributes.get("rel").contains("author")
            || ClassSignals.isAuthorLink(attributes.get("href"));
    return author ? ClassSignals.AUTHOR_LINK : 0;
  }

  private int visitItemprop(Element element, Attributes attributes) {
    String itemprop = attributes.get("itemprop");
    if (itemprop.isEmpty()) {
      return 0;
    }
    add(properties, element, 0, MAX_MARKED);
    return switch (itemprop) {
      case "author", "creator" -> ClassSignals.AUTHOR;
      case "datePublished", "dateCreated" -> ClassSignals.DATE;
      case "dateModified" -> ClassSignals.DATE | ClassSignals.MODIFIED;
      case "headline" -> ClassSignals.HEADLINE;
      case "comment" -> ClassSignals.FURNITURE;
      default -> 0;
    };
  }

  private void add(List<Marked> list, Element element, int signals, int limit) {
    if (list.size() < limit) {
      list.add(new Marked(element, position, signals, furniture));
    }
  }

  /** The first content of a meta tag of one of these names, in the order of the names. */
  @Nullable String meta(String... names) {
    for (String name : names) {
      List<String> contents = metas.get(name);
      if (contents != null) {
        return contents.getFirst();
      }
    }
    return null;
  }

  /** The contents of all meta tags of one name: its name, property or itemprop in lower case. */
  List<String> metas(String name) {
    return metas.getOrDefault(name, List.of());
  }

  private static @Nullable String firstOf(String first, String second) {
    String value = first.isBlank() ? second : first;
    return value.isBlank() ? null : value.strip();
  }
}
