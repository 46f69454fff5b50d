package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.copydesk.extract.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What the page itself says is its body, set beside what was chosen: the markup's names for a body,
 * and the text of its linked data. Both are evidence that the models weigh; neither is ever the
 * source, because pages say so of teasers and of other articles too. Told only to explain.
 */
final class OtherWays {
  /** The plainest word first. */
  private static final List<Mark> NAMES = List.of(Mark.BODY_TEXT, Mark.ARTICLE, Mark.MAIN);

  private OtherWays() {}

  static List<Trace.BodyCandidate> of(PageLayout layout, BodyHints hints) {
    List<Trace.BodyCandidate> ways = new ArrayList<>();
    Box named = named(layout);
    if (named != null) {
      String share =
          share(layout, block -> block.index >= named.firstBlock && block.index < named.endBlock);
      ways.add(new Trace.BodyCandidate("markup", named.path(), false, share));
    }
    if (hints.articleBody() != null) {
      BodyWitness witness = BodyWitness.of(hints.articleBody());
      String why =
          hints.articleBody().length()
              + " characters, "
              + share(layout, block -> witness.covers(block.text) == 1);
      ways.add(new Trace.BodyCandidate("json-ld", "articleBody", false, why));
    }
    return ways;
  }

  /** The heaviest box with the plainest name that any box of the page has. */
  private static @Nullable Box named(PageLayout layout) {
    for (Mark name : NAMES) {
      Box best = null;
      for (Box box : layout.boxes()) {
        boolean better = best == null || box.weight > best.weight;
        best = name.isIn(box.ownMarks) && better ? box : best;
      }
      if (best != null) {
        return best;
      }
    }
    return null;
  }

  private static String share(PageLayout layout, Predicate<TextBlock> isHeld) {
    int kept = 0;
    int held = 0;
    for (TextBlock block : layout.blocks()) {
      kept += block.kept ? block.length : 0;
      held += block.kept && isHeld.test(block) ? block.length : 0;
    }
    return "holds %d %% of what was kept".formatted(kept == 0 ? 0 : 100L * held / kept);
  }
}
