package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.extract.Block;
import org.jspecify.annotations.Nullable;

/** Turns the kept blocks of a page into the article's: items into lists, cells into tables. */
final class BlockAssembler {
  private static final int LONG_CELL = 200;
  private static final String CELL_GAP = " | ";

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder group = new StringBuilder();
  private final Set<Box> layoutTables = new HashSet<>();
  private @Nullable Box lastCell;
  private @Nullable Box groupBox;
  private @Nullable Box lastPart;

  private BlockAssembler() {}

  static List<Block> assemble(List<TextBlock> textBlocks) {
    BlockAssembler assembler = new BlockAssembler();
    List<TextBlock> kept = textBlocks.stream().filter(block -> block.kept).toList();
    kept.forEach(assembler::noteLayout);
    kept.forEach(assembler::add);
    assembler.endGroup();
    return assembler.blocks;
  }

  /** A table with long cells, or cells of several paragraphs, only arranges the page. */
  private void noteLayout(TextBlock block) {
    Box table = enclosing(block.box, Mark.TABLE);
    boolean sameCell = block.box == lastCell;
    lastCell = block.box;
    if (table != null && (sameCell || block.length > LONG_CELL)) {
      layoutTables.add(table);
    }
  }

  private void add(TextBlock block) {
    Box list = isItem(block) && !block.note ? enclosing(block.box, Mark.LIST, Mark.TABLE) : null;
    if (list == null || layoutTables.contains(list)) {
      endGroup();
      blocks.add(single(block));
      return;
    }
    if (list != groupBox) {
      endGroup();
      groupBox = list;
    } else {
      group.append(separator(block, list));
    }
    group.append(block.text);
    lastPart = partOf(block.box, list);
  }

  private String separator(TextBlock block, Box list) {
    Box part = partOf(block.box, list);
    boolean sameRow = Mark.TABLE.isIn(list.ownMarks) && part == lastPart;
    return sameRow ? CELL_GAP : "\n";
  }

  /** The row or item that a box belongs to. */
  private static @Nullable Box partOf(Box box, Box list) {
    for (Box part = box; part != null && part != list; part = part.parent) {
      if (part.tag().equals("tr") || part.parent == list) {
        return part;
      }
    }
    return null;
  }

  private static boolean isItem(TextBlock block) {
    return switch (block.box.tag()) {
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
      Block.Kind kind = table ? Block.Kind.TABLE : Block.Kind.LIST;
      blocks.add(new Block(kind, group.toString(), 0));
    }
    group.setLength(0);
    groupBox = null;
    lastPart = null;
  }
}
