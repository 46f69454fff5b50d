package org.copydesk.extract.body;

import java.util.List;
import org.copydesk.extract.learned.LearnedBoilerplate;

/**
 * Drops kept blocks that were learned to be the host's furniture, unless they are most of the
 * article: where a host's texts are all alike, such as weather bulletins, what is alike is the
 * text.
 */
final class LearnedRule {
  /** At least half of the text must be left. */
  private static final int AT_MOST_ONE_IN = 2;

  /** In letters: a bold line or one with a colon, this short, stands over a text. */
  private static final int LABEL = 40;

  private static final double BOLD = 0.8;

  /** In letters: shorter cells are data ("Total"), longer ones arrange the page. */
  private static final int CELL = 40;

  private final LearnedBoilerplate learned;
  private final List<TextBlock> kept;

  LearnedRule(LearnedBoilerplate learned, List<TextBlock> blocks) {
    this.learned = learned;
    this.kept =
        learned.isEmpty() ? List.of() : blocks.stream().filter(block -> block.kept).toList();
  }

  void decide() {
    if (learned.isEmpty()) {
      return;
    }
    List<TextBlock> furniture =
        kept.stream()
            .filter(block -> !isOverText(block) && !isData(block))
            .filter(this::isKnown)
            .toList();
    if (length(furniture) * AT_MOST_ONE_IN > length(kept)) {
      furniture.forEach(block -> block.keep("kept:most-of-article"));
      return;
    }
    furniture.forEach(this::drop);
    dropHeadingsOfNothing();
  }

  /** A known heading or label goes only when nothing is left between it and the next. */
  private void dropHeadingsOfNothing() {
    boolean textBelow = false;
    for (TextBlock block : kept.reversed()) {
      if (!isOverText(block)) {
        textBelow |= block.kept;
      } else if (!textBelow && isKnown(block)) {
        drop(block);
      } else {
        textBelow = false;
      }
    }
  }

  private boolean isKnown(TextBlock block) {
    return learned.find(block.text).isPresent();
  }

  private void drop(TextBlock block) {
    learned
        .find(block.text)
        .ifPresent(sighting -> block.drop(LearnedBoilerplate.RULE, sighting.toString()));
  }

  private static boolean isOverText(TextBlock block) {
    boolean label =
        block.length <= LABEL && (block.strongShare >= BOLD || block.text.endsWith(":"));
    return block.isHeading() || label;
  }

  private static boolean isData(TextBlock block) {
    String tag = block.box.tag();
    return (tag.equals("td") || tag.equals("th")) && block.length < CELL;
  }

  private static int length(List<TextBlock> blocks) {
    return blocks.stream().mapToInt(block -> block.length).sum();
  }
}
