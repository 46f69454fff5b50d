package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.extract.Block;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Turns the kept blocks of a page into the article's: items into lists, cells into tables, the
 * lines of a {@code pre} into one text.
 */
final class BlockAssembler {
  private static final int LONG_CELL = 200;

  private final List<TextBlock> textBlocks;
  private final List<Block> blocks = new ArrayList<>();

  /** The items or cells of the list or table that is being read, and their texts. */
  private final Map<Element, String> group = new LinkedHashMap<>();

  private final Set<Box> layoutTables = new HashSet<>();
  private final Map<Box, String> preformatted = new HashMap<>();
  private @Nullable Box lastCell;
  private @Nullable Box groupBox;

  private BlockAssembler(List<TextBlock> textBlocks) {
    this.textBlocks = textBlocks;
  }

  static List<Block> assemble(List<TextBlock> textBlocks) {
    BlockAssembler assembler = new BlockAssembler(textBlocks);
    List<TextBlock> kept = textBlocks.stream().filter(block -> block.kept).toList();
    kept.forEach(assembler::noteLayout);
    kept.forEach(assembler::add);
    assembler.endGroup();
    return assembler.blocks;
  }

  /** A table with long cells, or cells of several paragraphs, only arranges the page. */
  private void noteLayout(TextBlock block) {
    Box table = enclosing(block.box, Mark.TABLE);
    if (table == null) {
      return;
    }
    Box cell = block.box;
    while (cell.parent != null && cell.parent != table && !isItem(cell)) {
      cell = cell.parent;
    }
    if (cell == lastCell || block.length > LONG_CELL) {
      layoutTables.add(table);
    }
    lastCell = cell;
  }

  private void add(TextBlock block) {
    if (block.box.tag().equals("pre") && addPreformatted(block)) {
      return;
    }
    Box item = block.note || block.isHeading() ? null : itemOf(block);
    Box list = item == null ? null : outermost(enclosing(item, Mark.LIST, Mark.TABLE));
    if (item == null || list == null || layoutTables.contains(list)) {
      endGroup();
      blocks.add(single(block));
      return;
    }
    if (list != groupBox) {
      endGroup();
      groupBox = list;
    }
    String line = block.text.replace('\n', ' ');
    group.merge(item.element, line, (before, more) -> before + " " + more);
  }

  /** The whole layout of a {@code pre} in place of the first of its blocks. */
  private boolean addPreformatted(TextBlock block) {
    String text = preformatted.computeIfAbsent(block.box, this::preformatted);
    if (text.isEmpty()) {
      return false;
    }
    if (block.index == block.box.firstBlock) {
      endGroup();
      blocks.add(new Block(Block.Kind.PREFORMATTED, text, 0));
    }
    return true;
  }

  /** Empty where not all of it is kept, where it holds other boxes, and where it is one line. */
  private String preformatted(Box box) {
    boolean whole =
        textBlocks.subList(box.firstBlock, box.endBlock).stream()
            .allMatch(block -> block.kept && !block.note && block.box == box);
    String text = whole ? PreformattedText.of(box.element) : "";
    return text.indexOf('\n') < 0 ? "" : text;
  }

  /** The item or cell that a block stands in, alone or directly. */
  private static @Nullable Box itemOf(TextBlock block) {
    Box box = block.box;
    while (!isItem(box)) {
      Box parent = box.parent;
      boolean plain = box.tag().equals("p") || box.tag().equals("div");
      if (!plain || parent == null || parent.endBlock - parent.firstBlock > 1) {
        return null;
      }
      box = parent;
    }
    return box;
  }

  private static boolean isItem(Box box) {
    return switch (box.tag()) {
      case "li", "dt", "dd", "td", "th" -> true;
      default -> false;
    };
  }

  private static @Nullable Box enclosing(Box from, Mark... marks) {
    long wanted = Mark.of(marks);
    for (Box box = from; box != null; box = box.parent) {
      if ((box.ownMarks & wanted) != 0) {
        return box;
      }
    }
    return null;
  }

  /** A list inside an item of another is a part of that one: its items follow where they stand. */
  private static @Nullable Box outermost(@Nullable Box from) {
    Box list = from;
    while (list != null && Mark.LIST.isIn(list.ownMarks)) {
      Box item = list.parent;
      Box outer = item == null || !item.tag().equals("li") ? null : item.parent;
      if (outer == null || !Mark.LIST.isIn(outer.ownMarks)) {
        return list;
      }
      list = outer;
    }
    return list;
  }

  private static Block single(TextBlock block) {
    if (block.isHeading()) {
      return Block.heading(block.headingLevel(), block.text.replace('\n', ' '));
    }
    if (block.note) {
      return new Block(Block.Kind.NOTE, block.text, 0);
    }
    if (enclosing(block.box, Mark.QUOTE) != null) {
      return new Block(Block.Kind.QUOTE, block.text, 0);
    }
    return block.is(Mark.CAPTION)
        ? new Block(Block.Kind.CAPTION, block.text, 0)
        : Block.paragraph(block.text);
  }

  private void endGroup() {
    Box box = groupBox;
    if (box != null) {
      boolean table = Mark.TABLE.isIn(box.ownMarks);
      String text = table ? TableWriter.write(group) : String.join("\n", group.values());
      blocks.add(new Block(table ? Block.Kind.TABLE : kindOfList(box), text, 0));
    }
    group.clear();
    groupBox = null;
  }

  private static Block.Kind kindOfList(Box list) {
    return list.tag().equals("ol") ? Block.Kind.NUMBERED_LIST : Block.Kind.LIST;
  }
}
