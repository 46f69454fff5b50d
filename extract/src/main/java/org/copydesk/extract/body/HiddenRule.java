package org.copydesk.extract.body;

import java.util.List;

/**
 * Drops kept text that no reader sees, by the attributes of its boxes. Where much of the text is
 * hidden, a script is to show it, and it stays.
 */
final class HiddenRule {
  /** A quarter of the text or more is not hidden for good. */
  private static final int SMALL = 4;

  private HiddenRule() {}

  static void decide(List<TextBlock> blocks) {
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
