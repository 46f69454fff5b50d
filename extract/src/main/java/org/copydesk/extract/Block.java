package org.copydesk.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One piece of an article, in reading order.
 *
 * @param text clean text; the lines of a list are its items, those of a table its rows (see {@link
 *     #row}), those of preformatted text are laid out by the spaces in them
 * @param level 1 to 6 for a heading, else 0
 */
public record Block(Kind kind, String text, int level) {
  private static final String CELL_END = "|";

  /** What a block is; {@link #code()} is its name on the wire. */
  public enum Kind {
    HEADING,
    PARAGRAPH,
    QUOTE,
    LIST,
    /** A list whose items are counted. */
    NUMBERED_LIST,
    TABLE,
    CAPTION,
    /** A program or a poem, several lines long, laid out as it is written. */
    PREFORMATTED,
    /** A correction or a note of the editors, kept and marked. */
    NOTE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Block {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  public static Block paragraph(String text) {
    return new Block(Kind.PARAGRAPH, text, 0);
  }

  public static Block heading(int level, String text) {
    return new Block(Kind.HEADING, text, level);
  }

  /** The line of a table that holds these cells, with a stroke between two; a cell may be empty. */
  public static String row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(column == 0 ? "" : line.isEmpty() ? CELL_END : " " + CELL_END);
      line.append(cell.isEmpty() || line.isEmpty() ? "" : " ").append(cell);
    }
    return line.toString();
  }

  /** The cells of a table's line. */
  public static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = row.indexOf(CELL_END); end >= 0; end = row.indexOf(CELL_END, end + 1)) {
      boolean first = end == 0 || row.charAt(end - 1) == ' ';
      boolean last = end + 1 == row.length() || row.charAt(end + 1) == ' ';
      if (first && last) {
        cells.add(row.substring(start, end).strip());
        start = end + 1;
      }
    }
    cells.add(row.substring(start).strip());
    return cells;
  }
}
