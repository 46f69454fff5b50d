package org.copydesk.extract.body;

import org.copydesk.extract.text.TextCleaner;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Reads a {@code pre} as it is laid out: its spaces and lines are a program's or a poem's own. */
final class PreformattedText implements NodeFilter {
  private final StringBuilder text = new StringBuilder();
  private final MarkReader marks = new MarkReader();

  private PreformattedText() {}

  /** The text that a reader sees of it; on a single line where nothing is laid out. */
  static String of(Element element) {
    PreformattedText reader = new PreformattedText();
    element.filter(reader);
    return TextCleaner.cleanLayout(reader.text);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode textNode) {
      text.append(textNode.getWholeText());
    } else if (depth > 0 && node instanceof Element element) {
      TagRole role = TagRole.of(element);
      if (role == TagRole.SKIPPED || Mark.HIDDEN.isIn(marks.of(element))) {
        return FilterResult.SKIP_ENTIRELY;
      }
      text.append(role == TagRole.LINE_BREAK ? "\n" : "");
    }
    return FilterResult.CONTINUE;
  }
}
