package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops what was kept below the article but apart from it: a few blocks behind a row of dropped
 * ones, in boxes unlike those of the article's text. Teasers of other articles read like text.
 */
final class StrayRule {
  static final String RULE = "apart-from-text";

  /** So many blocks in a row that were dropped part what is kept. */
  private static final int APART = 5;

  /** What is apart and more than a quarter of the article is a part of it. */
  private static final int SMALL = 4;

  private StrayRule() {}

  static void decide(List<TextBlock> blocks) {
    List<List<TextBlock>> runs = runs(blocks);
    List<TextBlock> article = List.of();
    for (List<TextBlock> run : runs) {
      article = length(run) > length(article) ? run : article;
    }
    Set<Long> known = new HashSet<>();
    article.forEach(block -> known.add(likeness(block)));
    int end = article.isEmpty() ? 0 : article.getLast().index;
    for (List<TextBlock> run : runs) {
      boolean below = run.getFirst().index > end;
      if (below && SMALL * length(run) <= length(article) && isForeign(run, known)) {
        run.forEach(block -> block.drop(RULE));
      }
    }
  }

  /** The kept blocks, parted where many were dropped; notes stand where they like. */
  private static List<List<TextBlock>> runs(List<TextBlock> blocks) {
    List<List<TextBlock>> runs = new ArrayList<>();
    int last = -APART - 1;
    for (TextBlock block : blocks) {
      if (block.kept && !block.note) {
        if (block.index - last > APART) {
          runs.add(new ArrayList<>());
        }
        runs.getLast().add(block);
        last = block.index;
      }
    }
    return runs;
  }

  private static boolean isForeign(List<TextBlock> run, Set<Long> known) {
    return run.stream().noneMatch(block -> known.contains(likeness(block)));
  }

  /** Tags and classes of the block's box and of the one around it. */
  private static long likeness(TextBlock block) {
    Box parent = block.box.parent;
    return block.box.nameHash * 31 + (parent == null ? 0 : parent.nameHash);
  }

  private static int length(List<TextBlock> run) {
    return run.stream().mapToInt(block -> block.length).sum();
  }
}
