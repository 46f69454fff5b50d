package org.copydesk.extract.body;

import java.util.List;

/** How sure a choice of blocks is: the F1 to be expected if the blocks' scores are right. */
final class Confidence {
  private Confidence() {}

  static double of(List<TextBlock> blocks) {
    double kept = 0;
    double right = 0;
    double wanted = 0;
    for (TextBlock block : blocks) {
      wanted += block.length * block.score;
      if (block.kept) {
        kept += block.length;
        right += block.length * block.score;
      }
    }
    return kept + wanted == 0 ? 0 : 2 * right / (kept + wanted);
  }
}
