package org.copydesk.extract.body;

import java.util.List;
import java.util.Optional;
import org.copydesk.extract.phrase.PhraseRules;
import org.copydesk.extract.text.SentenceEnd;
import org.jspecify.annotations.Nullable;

/**
 * The named decisions over the blocks of a page. What the words or the headline settle is settled
 * first; the block model decides the rest, and what it drops is named by the most telling sign.
 */
final class BlockRules {
  /** Slightly below even odds: a lost paragraph is worse than a stray line. */
  static final double KEEP = 0.45;

  /** An item alone says little, and lists in a text belong to it. */
  private static final double KEEP_ITEM = 0.35;

  /** What stands in a box marked as furniture must look very much like text. */
  private static final double KEEP_SUSPECT = 0.85;

  private static final long SUSPECT =
      Mark.of(
          Mark.BYLINE,
          Mark.DATE,
          Mark.NEWSLETTER,
          Mark.DIALOG,
          Mark.CONTROL,
          Mark.TAGS,
          Mark.SHARE,
          Mark.RELATED,
          Mark.CAPTION);

  /** Where a note of the editors is not about this article. */
  private static final long NOT_ITS_NOTE =
      Mark.of(
          Mark.NAVIGATION,
          Mark.COMMENTS,
          Mark.RELATED,
          Mark.SHARE,
          Mark.HIDDEN,
          Mark.DIALOG,
          Mark.CONSENT,
          Mark.FORM);

  /** Notes may stand a few blocks before the body, and below the boxes that follow it. */
  private static final int NOTE_BEFORE = 5;

  private static final int NOTE_AFTER = 15;

  private static final int SHORT = 30;
  private static final int NEXT_TO_NOTHING = 60;
  private static final double SENTENCES = 0.8;

  private static final int LABEL = 40;
  private static final double MANY_LINKS = 0.6;

  private static final Mark[] TELLING = {
    Mark.HIDDEN,
    Mark.NAVIGATION,
    Mark.SHARE,
    Mark.COMMENTS,
    Mark.RELATED,
    Mark.NEWSLETTER,
    Mark.ADVERT,
    Mark.CONSENT,
    Mark.AUTHOR_BOX,
    Mark.BYLINE,
    Mark.DATE,
    Mark.TAGS,
    Mark.CAPTION,
    Mark.COPYRIGHT,
    Mark.FORM,
    Mark.CONTROL,
    Mark.POLL,
    Mark.DIALOG,
    Mark.PULL_QUOTE,
    Mark.PLAYER,
    Mark.GALLERY,
    Mark.SIDEBAR,
    Mark.ASIDE,
    Mark.FOOTER,
    Mark.HEADER
  };

  private final PageLayout layout;
  private final Box container;
  private final PhraseRules phrases;
  private final Headline headline;
  private final FurnitureRules furniture;

  BlockRules(PageLayout layout, Box container, PhraseRules phrases, BodyHints hints) {
    this.layout = layout;
    this.container = container;
    this.phrases = phrases;
    this.headline = Headline.of(hints.headline());
    this.furniture = new FurnitureRules(layout, phrases, hints);
  }

  void decide() {
    layout.blocks().forEach(this::decide);
    new GroupRule(layout.blocks(), this::isUnsuspected).decide();
    rescue();
    new CommentRule(layout.blocks()).decide();
    StrayRule.decide(layout.blocks());
    HiddenRule.decide(layout.blocks());
    OfferRule.decide(layout.blocks());
    RepublishRule.decide(layout.blocks());
    LinkLineRule.decide(layout.blocks());
    dropKickers();
    new RepetitionRule(layout.blocks()).decide();
    dropHeadingsOfNothing();
  }

  /** Where the model finds next to nothing, sentences outside of furniture are better than that. */
  private void rescue() {
    int kept = layout.blocks().stream().filter(block -> block.kept).mapToInt(b -> b.length).sum();
    if (kept >= NEXT_TO_NOTHING) {
      return;
    }
    for (TextBlock block : layout.blocks()) {
      boolean furniture = (block.marks & PageWeigher.FURNITURE) != 0;
      if (!block.kept && !furniture && BlockScorer.score(block) >= SENTENCES) {
        if (block.phrase(phrases).isEmpty() && !headline.equalTo(block.text)) {
          block.keep("kept:only-prose");
        }
      }
    }
  }

  private void decide(TextBlock block) {
    if (isNote(block)) {
      block.note = true;
      block.keep("kept:note");
      return;
    }
    if (block.score < needed(block)) {
      block.drop(telling(block));
      return;
    }
    Optional<String> certain =
        block.phrase(phrases).or(() -> firstLine(block)).or(() -> furniture.find(block));
    if (certain.isPresent()) {
      block.drop(certain.get());
    } else if (headline.equalTo(block.text)) {
      block.drop("headline-repeated");
    } else {
      block.keep(block.isHeading() ? "kept:heading" : "kept:text");
    }
  }

  private static double needed(TextBlock block) {
    if ((block.marks & SUSPECT) != 0) {
      return KEEP_SUSPECT;
    }
    boolean isFurniture = (block.marks & PageWeigher.FURNITURE) != 0;
    return block.box.tag().equals("li") && !isFurniture ? KEEP_ITEM : KEEP;
  }

  private boolean isUnsuspected(TextBlock block) {
    return FurnitureRules.marked(block).isEmpty()
        && block.phrase(phrases).isEmpty()
        && !headline.equalTo(block.text);
  }

  /** A correction, or a note of the editors, in or near the body; perhaps below its label. */
  private boolean isNote(TextBlock block) {
    boolean near =
        block.index >= container.firstBlock - NOTE_BEFORE
            && block.index < container.endBlock + NOTE_AFTER;
    if (!near || block.isHeading() || (block.marks & NOT_ITS_NOTE) != 0) {
      return false;
    }
    boolean labelled =
        block.index > 0
            && block.length >= SHORT
            && NoteWords.BUNDLED.isLabel(layout.blocks().get(block.index - 1).text);
    return labelled || (block.linkDensity < MANY_LINKS && NoteWords.BUNDLED.isNote(block.text));
  }

  /** Lines of links under a line that announces them. */
  private Optional<String> firstLine(TextBlock block) {
    int end = block.text.indexOf('\n');
    return end > 0 && block.linkDensity > 0.5
        ? phrases.reasonFor(block.text.substring(0, end))
        : Optional.empty();
  }

  /** The label over a headline ("Education", "Exclusive") is the page's, not the text's. */
  private void dropKickers() {
    List<TextBlock> blocks = layout.blocks();
    int first = 0;
    while (first < blocks.size() && !headline.equalTo(blocks.get(first).text)) {
      first++;
    }
    for (TextBlock block :
        first < blocks.size() ? blocks.subList(0, first) : List.<TextBlock>of()) {
      if (block.kept && block.length <= LABEL && !SentenceEnd.is(block.text)) {
        block.drop("kicker");
      }
    }
  }

  /** The sign that a reader would name first; a menu item was not compared with the phrases. */
  private String telling(TextBlock block) {
    Optional<String> phrase = block.knownPhrase();
    if (phrase.isPresent()) {
      return phrase.get();
    }
    for (Mark mark : TELLING) {
      if (block.is(mark)) {
        return mark.code();
      }
    }
    if (headline.equalTo(block.text)) {
      return "headline-repeated";
    }
    if (block.linkDensity >= MANY_LINKS) {
      return "link-density";
    }
    boolean inside = block.index >= container.firstBlock && block.index < container.endBlock;
    return inside ? "unlike-article" : "outside-body";
  }

  /** A heading with no text after it, or all of it dropped up to the next, heads nothing. */
  private void dropHeadingsOfNothing() {
    boolean textBelow = false;
    TextBlock next = null;
    for (TextBlock block : layout.blocks().reversed()) {
      if (block.kept && block.isHeading() && (!textBelow || isEmptied(block, next))) {
        block.drop("heading-of-nothing");
      } else if (block.kept) {
        textBelow |= !block.isHeading() && !block.note;
        next = block;
      }
    }
  }

  private static boolean isEmptied(TextBlock heading, @Nullable TextBlock next) {
    return next != null
        && next.isHeading()
        && next.headingLevel() <= heading.headingLevel()
        && next.index > heading.index + 1;
  }
}
