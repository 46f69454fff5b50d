package org.copydesk.extract;

import java.util.List;

/**
 * Writes an article as an HTML fragment that is safe to show: made from the clean text alone, every
 * character that means something escaped, no attribute, link or script from the page.
 */
public final class ArticleHtml {
  private ArticleHtml() {}

  /** One {@code <article>} element with the headline and the blocks, in its text's direction. */
  public static String write(Article article) {
    StringBuilder html = new StringBuilder("<article dir=\"auto\">\n");
    if (!article.headline().isEmpty()) {
      element(html, "h1", escape(article.headline()));
    }
    article.blocks().forEach(block -> write(html, block));
    return html.append("</article>\n").toString();
  }

  private static void write(StringBuilder html, Block block) {
    String text = escape(block.text());
    switch (block.kind()) {
      case HEADING -> element(html, "h" + Math.clamp(block.level(), 2, 6), text);
      case PARAGRAPH -> element(html, "p", lines(text));
      case QUOTE -> element(html, "blockquote", lines(text));
      case NOTE -> element(html, "aside", lines(text));
      case CAPTION -> element(html, "figcaption", lines(text));
      case LIST -> element(html, "ul", items(text.lines().toList(), "li"));
      case NUMBERED_LIST -> element(html, "ol", items(text.lines().toList(), "li"));
      case TABLE -> element(html, "table", rows(text));
      case PREFORMATTED -> element(html, "pre", text);
    }
  }

  private static String rows(String text) {
    StringBuilder rows = new StringBuilder();
    text.lines().forEach(line -> element(rows, "tr", items(Block.cells(line), "td")));
    return rows.toString();
  }

  private static String items(List<String> texts, String tag) {
    StringBuilder items = new StringBuilder();
    texts.forEach(text -> element(items, tag, text));
    return items.toString();
  }

  private static String lines(String text) {
    return text.replace("\n", "<br>");
  }

  private static void element(StringBuilder html, String tag, String content) {
    html.append('<').append(tag).append('>').append(content).append("</").append(tag).append(">\n");
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }
}
