package org.copydesk.extract.body;

import java.util.List;
import java.util.Locale;

/**
 * Drops the terms under which others may publish the article, which many non-profit newsrooms set
 * below it: from a label that speaks of that on, where several of the blocks under it do too.
 */
final class RepublishRule {
  static final String RULE = "republish-terms";

  private static final List<String> WORDS =
      List.of(
          "republish",
          "republication",
          "republier",
          "republiez",
          "republicar",
          "republicación",
          "republicação",
          "wiederveröffentlich",
          "weiterveröffentlich");

  /** In letters. */
  private static final int LABEL = 80;

  private static final int TEXT_BEFORE = 600;

  /** An article may mention it once or twice under a heading that does. */
  private static final int MENTIONS = 3;

  private RepublishRule() {}

  static void decide(List<TextBlock> blocks) {
    int before = 0;
    for (TextBlock block : blocks) {
      Box box = block.box.parent;
      if (block.kept && before >= TEXT_BEFORE && box != null && isLabel(block)) {
        List<TextBlock> terms = blocks.subList(block.index, box.endBlock);
        if (terms.stream().filter(term -> term.kept && speaks(term)).count() > MENTIONS
            && keptIn(terms) <= before) {
          terms.stream().filter(term -> term.kept).forEach(term -> term.drop(RULE));
        }
      }
      before += block.kept ? block.length : 0;
    }
  }

  private static boolean isLabel(TextBlock block) {
    return block.length <= LABEL && !block.text.endsWith(".") && speaks(block);
  }

  private static boolean speaks(TextBlock block) {
    String text = block.text.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(text::contains);
  }

  private static int keptIn(List<TextBlock> blocks) {
    return blocks.stream().filter(block -> block.kept).mapToInt(block -> block.length).sum();
  }
}
