package org.copydesk.extract.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The first place where the fast parser's tree is not jsoup's: elements, attributes, texts and JSON
 * in their order. Comments and declarations do not count, nor what stands in the tags inside of
 * pictures, nor attributes with a quote in their name or that the parser need not read, nor blank
 * texts where none is shown: between a table's rows, at either end of a line of text.
 */
public final class TreeDifference {
  private static final Set<String> BLANK_MEANS_NOTHING =
      Set.of("#document", "html", "head", "table", "thead", "tbody", "tfoot", "tr", "colgroup");

  private static final Set<String> UNSEEN =
      Set.of(
          "#comment",
          "script",
          "style",
          "title",
          "noframes",
          "link",
          "meta",
          "base",
          "basefont",
          "bgsound");

  private final boolean allAttributes;

  private TreeDifference(boolean allAttributes) {
    this.allAttributes = allAttributes;
  }

  /** Where the trees of a page part, and how; empty when they are the same. */
  public static Optional<String> find(String page, Element expected, Element actual) {
    TreeDifference difference = new TreeDifference(page.contains("cssSelector"));
    return Optional.ofNullable(difference.between(expected, actual, ""));
  }

  private @Nullable String between(Node expected, Node actual, String path) {
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

  private String shown(Node node) {
    return switch (node) {
      case TextNode text -> "text " + text.getWholeText();
      case DataNode data -> "data " + data.getWholeData();
      case Element element -> element.normalName() + element.isBlock() + attributesOf(element);
      default -> node.nodeName();
    };
  }

  private Map<String, String> attributesOf(Element element) {
    Map<String, String> attributes = new TreeMap<>();
    Element parent = element.parent();
    if (parent == null || !parent.tag().namespace().endsWith("svg")) {
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        if (name.indexOf('"') < 0 && (allAttributes || AttributeReader.isRead(name))) {
          attributes.put(name, attribute.getValue());
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
    return text.isBlank()
        && (BLANK_MEANS_NOTHING.contains(parent.nodeName())
            || isAtLineEnd(text, Node::nextSibling)
            || isAtLineEnd(text, Node::previousSibling));
  }

  /** Whether in a direction nothing is shown in the line any more. */
  private static boolean isAtLineEnd(Node text, Function<Node, @Nullable Node> step) {
    for (Node node = text; node != null; node = node.parent()) {
      for (Node next = step.apply(node); next != null; next = step.apply(next)) {
        if (endsLine(next)) {
          return true;
        }
        boolean blank = next instanceof TextNode other && other.isBlank();
        if (!blank && !UNSEEN.contains(next.nodeName())) {
          return false;
        }
      }
      if (node.parent() instanceof Element parent && endsLine(parent)) {
        return true;
      }
    }
    return true;
  }

  private static boolean endsLine(Node node) {
    byte[] name = node.nodeName().getBytes(US_ASCII);
    TagName known = TagName.find(name, 0, name.length, NameTable.hashOf(name, 0, name.length));
    return known != null && known.endsLine();
  }
}
