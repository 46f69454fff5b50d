package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.copydesk.extract.Block;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Writes the kept cells of a table row by row. An empty cell keeps its place, as does the place
 * that a cell takes up beside or below itself, so that what stands in one column stays in it; a
 * column without any text is left out. Single use, one thread.
 */
@SuppressWarnings("ReferenceEquality") // nodes of one tree: the same node is meant
final class TableWriter {
  /** A cell over more columns or rows than that is a mistake or an attack. */
  private static final int WIDEST = 50;

  private final Map<Element, String> cells;

  /** For a column, in how many of the next rows a cell from above takes it up. */
  private final Map<Integer, Integer> taken = new HashMap<>();

  /** The part of the table (such as its head) that is being written, and the last row of each. */
  private @Nullable Element current;

  private final Map<Element, Element> lastRows = new HashMap<>();

  private TableWriter(Map<Element, String> cells) {
    this.cells = cells;
  }

  /** The rows of a table as lines; the cells are those kept of it, in their order. */
  static String write(Map<Element, String> cells) {
    TableWriter writer = new TableWriter(cells);
    Set<Element> rows = new LinkedHashSet<>();
    cells.keySet().forEach(cell -> rows.add(rowOf(cell)));
    List<List<String>> lines = rows.stream().map(writer::lineBelowDropped).toList();
    BitSet used = new BitSet();
    for (List<String> line : lines) {
      for (int column = 0; column < line.size(); column++) {
        used.set(column, used.get(column) || !line.get(column).isEmpty());
      }
    }
    return lines.stream().map(line -> row(line, used)).collect(Collectors.joining("\n"));
  }

  private static Element rowOf(Element cell) {
    Element row = cell.parent();
    return row == null ? cell : row;
  }

  /**
   * A kept row; those above it of which nothing is kept count for the cells that span them. No cell
   * spans more than its part of the table (HTML 4.9.12).
   */
  private List<String> lineBelowDropped(Element row) {
    Element part = row.parent();
    if (part == null) {
      return line(row);
    }
    if (part != current) {
      current = part;
      taken.clear();
    }
    Element last = lastRows.put(part, row);
    Element above = last == null ? part.firstElementChild() : last.nextElementSibling();
    while (above != null && above != row) {
      if (above.normalName().equals("tr")) {
        line(above);
      }
      above = above.nextElementSibling();
    }
    return line(row);
  }

  private List<String> line(Element row) {
    List<String> line = new ArrayList<>();
    for (Element cell : row.children()) {
      passTaken(line);
      int rowsBelow = span(cell, "rowspan") - 1;
      int columns = span(cell, "colspan");
      for (int column = 0; column < columns; column++) {
        if (rowsBelow > 0) {
          taken.put(line.size(), rowsBelow);
        }
        line.add(column == 0 ? cells.getOrDefault(cell, "") : "");
      }
    }
    passTaken(line);
    return line;
  }

  private void passTaken(List<String> line) {
    for (int left = takenAt(line); left > 0; left = takenAt(line)) {
      taken.put(line.size(), left - 1);
      line.add("");
    }
  }

  private int takenAt(List<String> line) {
    return taken.getOrDefault(line.size(), 0);
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute);
    boolean number =
        !value.isEmpty()
            && value.length() <= 3
            && value.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    return number ? Math.clamp(Integer.parseInt(value), 1, WIDEST) : 1;
  }

  private static String row(List<String> line, BitSet used) {
    return Block.row(used.stream().filter(at -> at < line.size()).mapToObj(line::get).toList());
  }
}
