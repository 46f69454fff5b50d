package org.copydesk.extract.body;

import java.util.List;
import java.util.Set;

/**
 * Drops kept text that no reader sees, by the attributes of its boxes. Where much of the text is
 * hidden, a script is to show it, and it stays; but not what surrounds a plea for money, if it is
 * less than half of the text to be seen: scripts choose among several of them.
 */
final class HiddenRule {
  /** A quarter of the text or more is not hidden for good. */
  private static final int SMALL = 4;

  private static final Set<String> PLEAS = Set.of("donation-phrase", "newsletter-phrase");

  /** In blocks: a larger hidden box may be the article that a script shows. */
  private static final int PLEA = 15;

  /** In letters: with less text to be seen, the hidden one may be the article's. */
  private static final int VISIBLE = 300;

  private HiddenRule() {}

  static void decide(List<TextBlock> blocks) {
    dropPleas(blocks);
    int kept = 0;
    int hidden = 0;
    for (TextBlock block : blocks) {
      kept += block.kept ? block.length : 0;
      hidden += isUnseen(block) ? block.length : 0;
    }
    if (hidden > 0 && SMALL * hidden < kept) {
      blocks.stream().filter(HiddenRule::isUnseen).forEach(block -> block.drop(Mark.HIDDEN.code()));
    }
  }

  private static void dropPleas(List<TextBlock> blocks) {
    int visible = 0;
    for (TextBlock block : blocks) {
      visible += block.kept && !block.is(Mark.HIDDEN) ? block.length : 0;
    }
    for (TextBlock block : visible < VISIBLE ? List.<TextBlock>of() : blocks) {
      if (block.rule != null && PLEAS.contains(block.rule) && block.is(Mark.HIDDEN)) {
        Box box = hiddenAround(blocks, block.box);
        List<TextBlock> around =
            blocks.subList(box.firstBlock, box.endBlock).stream().filter(b -> b.kept).toList();
        if (around.stream().mapToInt(b -> b.length).sum() < visible / 2) {
          around.forEach(other -> other.drop(Mark.HIDDEN.code()));
        }
      }
    }
  }

  /** The largest small box of which all is hidden. */
  private static Box hiddenAround(List<TextBlock> blocks, Box inner) {
    Box box = inner;
    for (Box outer = box.parent; outer != null; outer = outer.parent) {
      boolean small = outer.endBlock - outer.firstBlock <= PLEA;
      if (!small
          || !blocks.subList(outer.firstBlock, outer.endBlock).stream()
              .allMatch(block -> block.is(Mark.HIDDEN))) {
        return box;
      }
      box = outer;
    }
    return box;
  }

  private static boolean isUnseen(TextBlock block) {
    if (!block.kept || !block.is(Mark.HIDDEN)) {
      return false;
    }
    for (Box box = block.box; box != null; box = box.parent) {
      if (Mark.HIDDEN.isIn(box.ownMarks) && MarkReader.isUnseen(box.element)) {
        return true;
      }
    }
    return false;
  }
}
