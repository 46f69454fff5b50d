package org.copydesk.extract.body;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.copydesk.extract.phrase.PhraseRules;

/** The named decisions over the blocks of a page, in order; the first that applies decides. */
final class BlockRules {
  private static final int SHORT = 30;

  private static final Mark[] FURNITURE = {
    Mark.HIDDEN,
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
    Mark.FOOTER,
    Mark.DIALOG,
    Mark.FORM,
    Mark.CONTROL,
    Mark.POLL,
    Mark.COPYRIGHT,
    Mark.CAPTION,
    Mark.ASIDE,
    Mark.PULL_QUOTE
  };

  private static final Mark[] SMALL_FURNITURE = {Mark.BYLINE, Mark.DATE, Mark.PLAYER, Mark.GALLERY};

  private final PageLayout layout;
  private final Box container;
  private final PhraseRules phrases;
  private final BodyHints hints;

  BlockRules(PageLayout layout, Box container, PhraseRules phrases, BodyHints hints) {
    this.layout = layout;
    this.container = container;
    this.phrases = phrases;
    this.hints = hints;
  }

  void decide() {
    for (TextBlock block : layout.blocks()) {
      if (block.index < container.firstBlock || block.index >= container.endBlock) {
        block.drop("outside-body");
      } else {
        decide(block);
      }
    }
    dropDanglingHeadings();
  }

  private void decide(TextBlock block) {
    for (Mark mark : FURNITURE) {
      if (block.is(mark)) {
        block.drop(mark.code());
        return;
      }
    }
    for (Mark mark : SMALL_FURNITURE) {
      if (block.is(mark) && block.length < 100) {
        block.drop(mark.code());
        return;
      }
    }
    Optional<String> phrase = phrases.reasonFor(block.text);
    if (phrase.isPresent()) {
      block.drop(phrase.get());
    } else if (isHeadline(block)) {
      block.drop("headline-repeated");
    } else if (block.linkDensity > 0.8 && block.score < 0.3) {
      block.drop("link-density");
    } else {
      keep(block);
    }
  }

  private void keep(TextBlock block) {
    if (block.isHeading()) {
      block.keep("kept:heading");
    } else {
      block.keep(block.score >= PageWeigher.PROSE_SCORE ? "kept:prose" : "kept:in-body");
    }
  }

  private boolean isHeadline(TextBlock block) {
    return block.box.tag().equals("h1")
        || (!hints.headline().isEmpty() && fold(block.text).equals(fold(hints.headline())));
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT).replace('\u00A0', ' ').strip();
  }

  /** A heading with no text after it heads nothing that was kept. */
  private void dropDanglingHeadings() {
    List<TextBlock> blocks = layout.blocksIn(container);
    boolean textBelow = false;
    for (int index = blocks.size() - 1; index >= 0; index--) {
      TextBlock block = blocks.get(index);
      if (!block.kept) {
        continue;
      }
      if (block.isHeading() && !textBelow) {
        block.drop("heading-of-nothing");
      } else if (!block.isHeading() && block.length >= SHORT) {
        textBelow = true;
      }
    }
  }
}
