package org.copydesk.app.newsroom;

import java.util.List;
import java.util.Map;

/**
 * Writes values into a site's small markup patterns, the {@code markup.…} lines of its texts.
 * Immutable.
 */
record Markup(SiteTexts texts) {

  /** The body's blocks; the site's inset stands in the middle of them, as it does on real pages. */
  String body(List<Block> blocks, String inset) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean item = block.kind() == Block.Kind.ITEM;
      if (item && (i == 0 || blocks.get(i - 1).kind() != Block.Kind.ITEM)) {
        html.append(texts.property("markup.list-open")).append('\n');
      }
      html.append(pattern(name(block.kind()), Map.of("text", escape(block.text())))).append('\n');
      if (item && (i + 1 == blocks.size() || blocks.get(i + 1).kind() != Block.Kind.ITEM)) {
        html.append(texts.property("markup.list-close")).append('\n');
      }
      if (i == 1) {
        html.append(inset);
      }
    }
    return html.toString();
  }

  /** The pattern of this name with its values, which must be safe for HTML. */
  String pattern(String name, Map<String, String> values) {
    return Fill.in(texts.property("markup." + name), "{", "}", values);
  }

  private static String name(Block.Kind kind) {
    return switch (kind) {
      case PARAGRAPH -> "paragraph";
      case HEADING -> "heading";
      case QUOTE -> "quote";
      case ITEM -> "item";
    };
  }

  /** Safe as text and as an attribute's value, in HTML and in XML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A JSON string that cannot end the script element it stands in. */
  static String json(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c");
    return '"' + escaped + '"';
  }
}
