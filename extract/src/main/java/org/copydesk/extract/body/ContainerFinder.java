package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.List;
import org.copydesk.extract.Trace;

/**
 * Finds the box that holds the article: the one whose blocks, prose counted for and furniture
 * against it, weigh most. A box that only adds a little to the best one inside it loses.
 */
final class ContainerFinder {
  static final double PROSE_SCORE = 0.7;

  /** What a wider box must add, as a share of what it holds already. */
  private static final double WORTHWHILE_GAIN = 0.05;

  static final long FURNITURE =
      Mark.of(
          Mark.NAVIGATION,
          Mark.SHARE,
          Mark.RELATED,
          Mark.COMMENTS,
          Mark.NEWSLETTER,
          Mark.ADVERT,
          Mark.CONSENT,
          Mark.AUTHOR_BOX,
          Mark.TAGS,
          Mark.SIDEBAR,
          Mark.ASIDE,
          Mark.FOOTER,
          Mark.HIDDEN,
          Mark.DIALOG,
          Mark.FORM,
          Mark.CONTROL,
          Mark.POLL,
          Mark.COPYRIGHT);

  private final PageLayout layout;

  ContainerFinder(PageLayout layout) {
    this.layout = layout;
  }

  ContainerChoice choose() {
    weigh();
    Box best = heaviest(layout.root());
    List<Trace.BodyCandidate> candidates = new ArrayList<>();
    candidates.add(
        new Trace.BodyCandidate("density", best.path(), true, "weight " + Math.round(best.weight)));
    return new ContainerChoice(best, candidates);
  }

  private void weigh() {
    for (TextBlock block : layout.blocks()) {
      if (isProse(block)) {
        for (Box box = block.box; box != null; box = box.parent) {
          box.proseLength += block.length;
        }
      }
    }
    for (TextBlock block : layout.blocks()) {
      double weight = block.length * (2 * block.score - 1);
      for (Box box = block.box; box != null; box = box.parent) {
        box.weight += weight;
        if (weight > 0 && isFurniture(box)) {
          weight = -weight / 2;
        }
      }
    }
  }

  static boolean isProse(TextBlock block) {
    return block.score >= PROSE_SCORE;
  }

  private boolean isFurniture(Box box) {
    return isFurniture(box, layout.root().proseLength);
  }

  /** A box that holds most of the page's prose is not furniture, whatever it calls itself. */
  static boolean isFurniture(Box box, int proseOnPage) {
    return (box.ownMarks & FURNITURE) != 0 && box.proseLength * 2 < proseOnPage;
  }

  private Box heaviest(Box root) {
    Box best = root;
    for (Box box : layout.boxes()) {
      boolean better =
          box.isInside(best)
              ? box.weight * (1 + WORTHWHILE_GAIN) >= best.weight
              : box.weight > best.weight;
      best = better ? box : best;
    }
    return best;
  }
}
