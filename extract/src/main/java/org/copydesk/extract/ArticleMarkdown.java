package org.copydesk.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes an article as Markdown (CommonMark with tables); the text is escaped, so it stays text.
 */
public final class ArticleMarkdown {
  private static final String SPECIAL = "\\`*_[]<>#|";
  private static final String CELL_GAP = " | ";
  private static final int SHORTEST_FENCE = 3;

  private ArticleMarkdown() {}

  /** The headline as the first heading, then the blocks. */
  public static String write(Article article) {
    List<String> parts = new ArrayList<>();
    if (!article.headline().isEmpty()) {
      parts.add("# " + escape(article.headline()));
    }
    article.blocks().forEach(block -> parts.add(write(block)));
    return String.join("\n\n", parts) + "\n";
  }

  private static String write(Block block) {
    return switch (block.kind()) {
      case HEADING -> "#".repeat(Math.clamp(block.level(), 2, 6)) + " " + escape(block.text());
      case PARAGRAPH -> escapeLines(block.text(), "");
      case QUOTE, NOTE -> escapeLines(block.text(), "> ");
      case LIST -> escapeLines(block.text(), "- ").replace("\\\n", "\n");
      case NUMBERED_LIST -> numbered(block.text());
      case CAPTION -> "*" + escape(block.text().replace('\n', ' ')) + "*";
      case TABLE -> table(block.text());
      case PREFORMATTED -> fenced(block.text());
    };
  }

  private static String numbered(String text) {
    List<String> items = new ArrayList<>();
    text.lines().forEach(item -> items.add(items.size() + 1 + ". " + escapeStart(escape(item))));
    return String.join("\n", items);
  }

  private static String escapeLines(String text, String prefix) {
    List<String> lines = text.lines().map(line -> prefix + escapeStart(escape(line))).toList();
    return String.join("\\\n", lines);
  }

  /** Signs that mean something only where a line begins. */
  private static String escapeStart(String line) {
    boolean special = !line.isEmpty() && "-+=~".indexOf(line.charAt(0)) >= 0;
    if (special) {
      return "\\" + line;
    }
    int digits = 0;
    while (digits < line.length() && Character.isDigit(line.charAt(digits))) {
      digits++;
    }
    boolean numbered =
        digits > 0 && digits < line.length() && ".)".indexOf(line.charAt(digits)) >= 0;
    return numbered ? line.substring(0, digits) + "\\" + line.substring(digits) : line;
  }

  private static String table(String text) {
    List<List<String>> rows = text.lines().map(Block::cells).toList();
    int columns = rows.stream().mapToInt(List::size).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(tableRow(row, columns));
      if (lines.size() == 1) {
        lines.add("|" + " --- |".repeat(columns));
      }
    }
    return String.join("\n", lines);
  }

  private static String tableRow(List<String> row, int columns) {
    StringBuilder line = new StringBuilder("| ");
    for (int column = 0; column < columns; column++) {
      line.append(column < row.size() ? escape(row.get(column)) : "").append(CELL_GAP);
    }
    return line.toString().stripTrailing();
  }

  /** Between fences longer than any in the text, which needs no escapes there. */
  private static String fenced(String text) {
    int longest = 0;
    int run = 0;
    for (int index = 0; index < text.length(); index++) {
      run = text.charAt(index) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
    return fence + "\n" + text + "\n" + fence;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (SPECIAL.indexOf(character) >= 0) {
        escaped.append('\\');
      }
      escaped.append(character == '&' ? "&amp;" : String.valueOf(character));
    }
    return escaped.toString();
  }
}
