package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides together what belongs together: the items of a list and the cells of a table of which
 * most were kept, paragraphs among those of one box, and headings right between kept text. Single
 * items say little, and the block model sees each alone.
 */
final class GroupRule {
  /** What the model gives less is not kept for its neighbours' sake. */
  private static final double LEAST = 0.1;

  private static final double MOST_OF_LIST = 0.5;
  private static final double MOST_OF_TABLE = 0.4;
  private static final double MOST_OF_PARAGRAPHS = 0.8;
  private static final double LEAST_OF_PARAGRAPH = 0.15;

  /** In letters: a shorter paragraph is a line that may stand between others for itself. */
  private static final int PARAGRAPH = 60;

  private static final double MANY_LINKS = 0.4;

  /** In letters. */
  private static final int LONG_CELL = 200;

  /** One block, such as a picture's credit, may stand between a heading and the text above it. */
  private static final int ABOVE = 2;

  private final List<TextBlock> blocks;
  private final Predicate<TextBlock> mayBeKept;

  /**
   * @param mayBeKept whether nothing but the score speaks against a block
   */
  GroupRule(List<TextBlock> blocks, Predicate<TextBlock> mayBeKept) {
    this.blocks = blocks;
    this.mayBeKept = mayBeKept;
  }

  void decide() {
    List<TextBlock> group = new ArrayList<>();
    Box last = null;
    for (TextBlock block : blocks) {
      Box box = groupOf(block.box);
      if (box != last) {
        settle(group, last);
        group.clear();
      }
      last = box;
      if (box != null) {
        group.add(block);
      }
    }
    settle(group, last);
    keepParagraphs();
    keepHeadings();
  }

  /** The list or table whose item or cell the text is. */
  private static @Nullable Box groupOf(Box box) {
    Box item = isItem(box) || box.parent == null ? box : box.parent;
    if (!isItem(item)) {
      return null;
    }
    Box group = item.parent;
    while (group != null && (group.tag().equals("tr") || group.tag().equals("tbody"))) {
      group = group.parent;
    }
    return group;
  }

  private static boolean isItem(Box box) {
    return switch (box.tag()) {
      case "li", "td", "th" -> true;
      default -> false;
    };
  }

  private void settle(List<TextBlock> group, @Nullable Box box) {
    boolean table = box != null && box.tag().equals("table");
    if (table && arrangesThePage(group)) {
      return;
    }
    int length = 0;
    int kept = 0;
    for (TextBlock block : group) {
      length += block.length;
      kept += block.kept ? block.length : 0;
    }
    if (kept > 0 && kept < length && kept >= (table ? MOST_OF_TABLE : MOST_OF_LIST) * length) {
      group.forEach(block -> keep(block, table ? "kept:table" : "kept:list"));
    }
  }

  /** A table with long cells, or cells of several paragraphs. */
  private static boolean arrangesThePage(List<TextBlock> cells) {
    Box last = null;
    for (TextBlock cell : cells) {
      if (cell.length > LONG_CELL || cell.box.equals(last)) {
        return true;
      }
      last = cell.box;
    }
    return false;
  }

  /** A long paragraph between kept ones of the same box, where most of them are kept. */
  private void keepParagraphs() {
    Map<Box, List<TextBlock>> byBox = new HashMap<>();
    for (TextBlock block : blocks) {
      if (block.box.tag().equals("p") && block.box.parent != null) {
        byBox.computeIfAbsent(block.box.parent, box -> new ArrayList<>()).add(block);
      }
    }
    byBox.values().forEach(this::settleParagraphs);
  }

  private void settleParagraphs(List<TextBlock> paragraphs) {
    int length = 0;
    int keptLength = 0;
    int last = -1;
    for (int index = 0; index < paragraphs.size(); index++) {
      TextBlock block = paragraphs.get(index);
      length += block.length;
      keptLength += block.kept ? block.length : 0;
      last = block.kept ? index : last;
    }
    if (keptLength == length || keptLength < MOST_OF_PARAGRAPHS * length) {
      return;
    }
    boolean textAbove = false;
    for (TextBlock block : paragraphs.subList(0, last)) {
      boolean paragraph = block.length >= PARAGRAPH && block.linkDensity < MANY_LINKS;
      if (textAbove && paragraph && block.score >= LEAST_OF_PARAGRAPH) {
        keep(block, "kept:paragraph");
      }
      textAbove |= block.kept;
    }
  }

  private void keepHeadings() {
    for (int index = 1; index + 1 < blocks.size(); index++) {
      TextBlock block = blocks.get(index);
      TextBlock below = blocks.get(index + 1);
      if (!block.kept
          && block.isHeading()
          && below.kept
          && !below.isHeading()
          && textAbove(index)) {
        keep(block, "kept:heading");
      }
    }
  }

  private boolean textAbove(int index) {
    return blocks.subList(Math.max(0, index - ABOVE), index).stream().anyMatch(above -> above.kept);
  }

  private void keep(TextBlock block, String rule) {
    if (!block.kept && block.score >= LEAST && mayBeKept.test(block)) {
      block.keep(rule);
    }
  }
}
