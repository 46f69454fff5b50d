package org.copydesk.extract.body;

import org.jspecify.annotations.Nullable;

/**
 * Finds the box that holds the article: the one whose blocks, prose counted for and furniture
 * against it, weigh most. A box that adds only a little to the best one inside it loses to that.
 */
final class ContainerFinder {
  /** What a wider box must add, as a share of what the one inside holds already. */
  private static final double WORTHWHILE_GAIN = 0.05;

  private final PageLayout layout;

  ContainerFinder(PageLayout layout) {
    this.layout = layout;
  }

  ContainerChoice choose(String finder) {
    Box best = heaviest();
    for (Box inner = innerOf(best); inner != null; inner = innerOf(best)) {
      best = inner;
    }
    return new ContainerChoice(finder, best, best.weight);
  }

  private Box heaviest() {
    Box best = layout.root();
    for (Box box : layout.boxes()) {
      best = box.weight > best.weight ? box : best;
    }
    return best;
  }

  /** A box directly inside that holds nearly as much. */
  private @Nullable Box innerOf(Box outer) {
    for (int index = outer.index + 1; index < layout.boxes().size(); index++) {
      Box box = layout.boxes().get(index);
      if (box.depth <= outer.depth) {
        return null;
      }
      if (box.parent == outer && box.weight * (1 + WORTHWHILE_GAIN) >= outer.weight) {
        return box;
      }
    }
    return null;
  }
}
