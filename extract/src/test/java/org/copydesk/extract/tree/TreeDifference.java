package org.copydesk.extract.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The first place where the fast parser's tree is not jsoup's: elements, attributes, texts and JSON
 * in their order. Comments and declarations do not count, nor what stands in the tags inside of
 * pictures, nor attributes with a quote in their name, nor blank texts where none is shown: between
 * a table's rows, at the end.
 */
public final class TreeDifference {
  private static final Set<String> BLANK_MEANS_NOTHING =
      Set.of("#document", "html", "head", "table", "thead", "tbody", "tfoot", "tr", "colgroup");

  private TreeDifference() {}

  /** Where the trees part, and how; empty when they are the same. */
  public static Optional<String> find(Element expected, Element actual) {
    return Optional.ofNullable(between(expected, actual, ""));
  }

  private static @Nullable String between(Node expected, Node actual, String path) {
    String here = path + "/" + expected.nodeName();
    if (!shown(expected).equals(shown(actual))) {
      return here + ": " + shown(expected) + " is " + shown(actual);
    }
    List<Node> children = childrenOf(expected);
    List<Node> others = childrenOf(actual);
    for (int index = 0; index < Math.min(children.size(), others.size()); index++) {
      String found = between(children.get(index), others.get(index), here + index);
      if (found != null) {
        return found;
      }
    }
    return children.size() == others.size()
        ? null
        : here + ": " + children.size() + " children are " + others.size();
  }

  private static String shown(Node node) {
    return switch (node) {
      case TextNode text -> "text " + text.getWholeText();
      case DataNode data -> "data " + data.getWholeData();
      case Element element -> element.normalName() + element.isBlock() + attributesOf(element);
      default -> node.nodeName();
    };
  }

  private static Map<String, String> attributesOf(Element element) {
    Map<String, String> attributes = new TreeMap<>();
    Element parent = element.parent();
    if (parent == null || !parent.tag().namespace().endsWith("svg")) {
      for (Attribute attribute : element.attributes()) {
        if (attribute.getKey().indexOf('"') < 0) {
          attributes.put(attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue());
        }
      }
    }
    return attributes;
  }

  private static List<Node> childrenOf(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child : node.childNodes()) {
      boolean counts = child instanceof Element || (child instanceof DataNode && isState(node));
      if (counts || (child instanceof TextNode text && !isNothing(text, node))) {
        children.add(child);
      }
    }
    return children;
  }

  /** Scripts and styles for browsers alone are left out of the fast parser's tree. */
  private static boolean isState(Node script) {
    return script.nodeName().equals("script") && script.attr("type").endsWith("json");
  }

  private static boolean isNothing(TextNode text, Node parent) {
    return text.isBlank() && (BLANK_MEANS_NOTHING.contains(parent.nodeName()) || endsBody(text));
  }

  private static boolean endsBody(Node text) {
    for (Node node = text; node != null && !node.nodeName().equals("body"); node = node.parent()) {
      for (Node next = node.nextSibling(); next != null; next = next.nextSibling()) {
        boolean blank = next instanceof TextNode other && other.isBlank();
        if (!blank && !next.nodeName().equals("#comment")) {
          return false;
        }
      }
    }
    return true;
  }
}
