package org.copydesk.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.copydesk.pipeline.log.OutsideText;

/**
 * A table for people: columns as wide as their widest cell, values from outside escaped. Not
 * thread-safe.
 */
final class Table {
  private static final int MAX_CELL = 100;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  Table(String... headings) {
    right = new boolean[headings.length];
    rows.add(List.of(headings));
  }

  /** Sets the columns of these numbers, from 0, to the right, as befits numbers. */
  Table alignedRight(int... columns) {
    for (int column : columns) {
      right[column] = true;
    }
    return this;
  }

  void row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException("needs " + right.length + " cells");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(shortened(OutsideText.safe(cell)));
    }
    rows.add(row);
  }

  /** The whole table, each line ended. */
  String text() {
    int[] widths = new int[right.length];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - DisplayWidth.of(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(right[column] ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String shortened(String cell) {
    if (DisplayWidth.of(cell) <= MAX_CELL) {
      return cell;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int i = 0; i < cell.length(); i += Character.charCount(cell.codePointAt(i))) {
      width += DisplayWidth.of(cell.codePointAt(i));
      if (width >= MAX_CELL) {
        break;
      }
      kept.appendCodePoint(cell.codePointAt(i));
    }
    return kept + "…";
  }
}
