package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.copydesk.extract.Block;
import org.jsoup.nodes.Element;

/**
 * Writes the kept cells of a table row by row. An empty cell keeps its place, so that what stands
 * in one column stays in it; a column without any text is left out.
 */
final class TableWriter {
  private TableWriter() {}

  /** The rows of a table as lines; the cells are those kept of it, in their order. */
  static String write(Map<Element, String> cells) {
    Set<Element> rows = new LinkedHashSet<>();
    cells.keySet().forEach(cell -> rows.add(rowOf(cell)));
    List<List<String>> texts = new ArrayList<>();
    BitSet used = new BitSet();
    for (Element row : rows) {
      List<String> line =
          row.children().stream().map(cell -> cells.getOrDefault(cell, "")).toList();
      texts.add(line);
      for (int column = 0; column < line.size(); column++) {
        used.set(column, used.get(column) || !line.get(column).isEmpty());
      }
    }
    return texts.stream().map(line -> row(line, used)).collect(Collectors.joining("\n"));
  }

  private static Element rowOf(Element cell) {
    Element row = cell.parent();
    return row == null ? cell : row;
  }

  private static String row(List<String> line, BitSet used) {
    return Block.row(used.stream().filter(at -> at < line.size()).mapToObj(line::get).toList());
  }
}
