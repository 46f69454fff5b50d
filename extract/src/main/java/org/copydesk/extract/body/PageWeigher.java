package org.copydesk.extract.body;

import java.util.List;

/** Weighs the boxes of a page: how much prose they hold, and what their marks are worth. */
final class PageWeigher {
  private static final double PROSE_SCORE = 0.7;

  /** A box that holds more than this share of the page's prose is not furniture. */
  private static final double FURNITURE_SHARE = 0.5;

  /** Comments and hidden parts may be most of a page. */
  private static final double LARGE_FURNITURE_SHARE = 0.9;

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

  private static final long LARGE_FURNITURE = Mark.of(Mark.COMMENTS, Mark.HIDDEN);

  /** Marks that mean something only on small boxes: a whole page may be called "gallery". */
  static final long SMALL =
      FURNITURE
          | Mark.of(
              Mark.BYLINE,
              Mark.DATE,
              Mark.CAPTION,
              Mark.HEADER,
              Mark.PAYWALL,
              Mark.GALLERY,
              Mark.PLAYER,
              Mark.PULL_QUOTE,
              Mark.FACT_BOX,
              Mark.EMBED,
              Mark.STANDFIRST);

  private final PageLayout layout;
  private final boolean believeMarks;

  private PageWeigher(PageLayout layout, boolean believeMarks) {
    this.layout = layout;
    this.believeMarks = believeMarks;
  }

  /** Weighs by scores that know nothing of marks: what is marked as furniture counts against. */
  static void weighByShape(PageLayout layout) {
    for (TextBlock block : layout.blocks()) {
      block.score = BlockScorer.score(block);
      block.prose = block.score >= PROSE_SCORE;
    }
    new PageWeigher(layout, true).weigh();
  }

  /** Weighs by scores that have seen the marks already. */
  static void weighByModel(PageLayout layout, double[] scores) {
    for (TextBlock block : layout.blocks()) {
      block.score = scores[block.index];
      block.prose = block.score >= 0.5;
    }
    new PageWeigher(layout, false).weigh();
  }

  private void weigh() {
    for (Box box : layout.boxes()) {
      box.weight = 0;
      box.proseLength = 0;
    }
    addProse();
    layout.boxes().forEach(this::settleMarks);
    for (TextBlock block : layout.blocks()) {
      block.marks = block.box.marks | block.inlineMarks;
      double weight = weightOf(block);
      for (Box box = block.box; box != null; box = box.parent) {
        box.weight += weight;
      }
    }
  }

  private void addProse() {
    List<TextBlock> blocks = layout.blocks();
    for (TextBlock block : blocks) {
      if (block.prose) {
        for (Box box = block.box; box != null; box = box.parent) {
          box.proseLength += block.length;
        }
      }
    }
  }

  /** Parents come first, so their marks are settled when a box takes them over. */
  private void settleMarks(Box box) {
    long inherited = box.parent == null ? 0 : box.parent.marks;
    int prose = layout.root().proseLength;
    long own = box.ownMarks;
    if (box.holdsHeadline || box.proseLength > prose * LARGE_FURNITURE_SHARE) {
      own &= ~SMALL;
    } else if (box.proseLength > prose * FURNITURE_SHARE) {
      own &= ~SMALL | LARGE_FURNITURE;
    }
    box.marks = inherited | own;
  }

  private double weightOf(TextBlock block) {
    double weight = block.length * (2 * block.score - 1);
    if (!believeMarks || (block.marks & FURNITURE) == 0) {
      return weight;
    }
    return block.is(Mark.HIDDEN) ? -0.1 * block.length : -0.5 * block.length;
  }
}
