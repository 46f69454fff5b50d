package org.copydesk.extract.tree;

import org.jsoup.nodes.Document;

/** What tags and texts do in a table that is made as tables should be (13.2.6.4.9 to 15). */
abstract class TableRules extends BodyStarts {
  private static final TagName BODY = TagName.of("body");
  private static final TagName TABLE = TagName.of("table");
  private static final TagName TBODY = TagName.of("tbody");
  private static final TagName TR = TagName.of("tr");
  private static final TagName COLGROUP = TagName.of("colgroup");

  TableRules(MarkupReader reader, Document document) {
    super(reader, document);
  }

  void tableText() {
    if (!reader.isBlank()) {
      throw new UnsurePageException("text in a table");
    }
  }

  void inTable(TagName name) {
    switch (name.text) {
      case "caption" -> {
        clearTo(TABLE);
        openAs(name, Mode.IN_CAPTION);
        formatting.mark();
      }
      case "colgroup" -> {
        clearTo(TABLE);
        openAs(name, Mode.IN_COLUMNS);
      }
      case "col" -> {
        if (mode != Mode.IN_COLUMNS) {
          clearTo(TABLE);
          openEmpty(COLGROUP, Mode.IN_COLUMNS);
        }
        append(name);
      }
      case "tbody", "tfoot", "thead" -> {
        clearTo(TABLE);
        openAs(name, Mode.IN_ROWS);
      }
      case "tr" -> {
        toRows();
        openAs(name, Mode.IN_ROW);
      }
      case "td", "th" -> {
        if (mode != Mode.IN_ROW) {
          toRows();
          openEmpty(TR, Mode.IN_ROW);
        }
        openAs(name, Mode.IN_CELL);
        formatting.mark();
      }
      case "script", "style" -> rawText(name, false);
      default -> throw new UnsurePageException(name.text + " in a table");
    }
  }

  /** Closes what is open in a table; a new part of it follows. */
  void clearTo(TagName name) {
    while (open.name() != name) {
      open.pop();
    }
    mode = Mode.IN_TABLE;
  }

  void toRows() {
    if (mode == Mode.IN_ROW) {
      open.pop();
      mode = Mode.IN_ROWS;
    }
    if (mode != Mode.IN_ROWS) {
      clearTo(TABLE);
      openEmpty(TBODY, Mode.IN_ROWS);
    }
  }

  void inCell(TagName name) {
    if (name.rule == TagName.Rule.TABLE_PART) {
      closeCell();
      inTable(name);
    } else {
      inBody(name);
    }
  }

  /** Closes the cell or the caption that is open. */
  void closeCell() {
    while (!isCell(open.name())) {
      open.pop();
    }
    open.pop();
    formatting.clearToMark();
    mode = mode == Mode.IN_CELL ? Mode.IN_ROW : Mode.IN_TABLE;
  }

  void endInTable(TagName name) {
    switch (name.text) {
      case "table" -> {
        clearTo(TABLE);
        open.pop();
        resetMode();
      }
      case "tbody", "tfoot", "thead" -> {
        if (isTableOpen(name)) {
          clearTo(name);
          open.pop();
          mode = Mode.IN_TABLE;
        }
      }
      case "tr" -> {
        if (mode == Mode.IN_ROW) {
          open.pop();
          mode = Mode.IN_ROWS;
        }
      }
      case "colgroup" -> {
        if (mode == Mode.IN_COLUMNS) {
          open.pop();
          mode = Mode.IN_TABLE;
        }
      }
      case "td", "th", "caption", "col", "body", "html" -> {
        if (mode == Mode.IN_COLUMNS) {
          throw new UnsurePageException("end of " + name.text + " among columns");
        }
      }
      default -> throw new UnsurePageException("end of " + name.text + " in a table");
    }
  }

  /** Whether an element is open in the innermost table. */
  boolean isTableOpen(TagName name) {
    for (int place = open.depth() - 1; open.name(place) != TABLE; place--) {
      if (open.name(place) == name) {
        return true;
      }
    }
    return false;
  }

  void endInCell(TagName name) {
    boolean part = name.rule == TagName.Rule.TABLE_PART || name == TABLE;
    if (name.rule == TagName.Rule.BODY || name.rule == TagName.Rule.HTML) {
      return; // the cell goes on
    }
    if (!part) {
      endInBody(name);
    } else if (isCell(name)) {
      if (isTableOpen(name)) {
        closeCell();
      }
    } else if (isTableOpen(name) || name == TABLE) {
      closeCell();
      endInTable(name);
    }
  }

  /** The mode that the open elements ask for, when a table was closed. */
  void resetMode() {
    for (int place = open.depth() - 1; place >= 0; place--) {
      TagName name = open.name(place);
      if (isCell(name)) {
        mode = name.text.equals("caption") ? Mode.IN_CAPTION : Mode.IN_CELL;
        return;
      }
      if (name.rule == TagName.Rule.APART || name == BODY) {
        break;
      }
    }
    mode = Mode.IN_BODY;
  }
}
