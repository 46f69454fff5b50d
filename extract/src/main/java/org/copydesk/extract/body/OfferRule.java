package org.copydesk.extract.body;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.copydesk.extract.text.SentenceEnd;
import org.jspecify.annotations.Nullable;

/**
 * Drops what a box named for a paywall offers: subscriptions and their prices. Such a box may as
 * well hold the paid rest of the article, so it goes only where it is small, tells nothing at
 * length, and has two lines that sell.
 */
final class OfferRule {
  static final String RULE = "paywall-offer";

  private static final Map<String, Set<String>> WORDS = WordGroups.read("offer-words.txt");

  /** In blocks, and in letters of what is kept of it. */
  private static final int MOST_BLOCKS = 30;

  private static final int SMALL = 600;

  /** In letters: a paragraph of more is text; a line of fewer may sell. */
  private static final int PARAGRAPH = 200;

  private static final int LINE = 60;
  private static final int LINES = 2;

  /** In boxes, from a block outwards. */
  private static final int REACH = 10;

  private OfferRule() {}

  static void decide(List<TextBlock> blocks) {
    for (TextBlock block : blocks) {
      Box box = block.kept ? smallBox(blocks, block.box) : null;
      if (box != null && sells(blocks, box) && isTextBeside(blocks, box)) {
        blocks.subList(box.firstBlock, box.endBlock).stream()
            .filter(inside -> inside.kept)
            .forEach(inside -> inside.drop(RULE));
      }
    }
  }

  /** The largest small box around a block that is named for a paywall. */
  private static @Nullable Box smallBox(List<TextBlock> blocks, Box inner) {
    Box found = null;
    Box box = inner;
    for (int step = 0; step < REACH && box != null; step++) {
      boolean named = Mark.PAYWALL.isIn(box.ownMarks);
      found = named && isSmall(blocks, box) ? box : found;
      box = box.parent;
    }
    return found;
  }

  private static boolean isSmall(List<TextBlock> blocks, Box box) {
    if (box.endBlock - box.firstBlock > MOST_BLOCKS) {
      return false;
    }
    int length = 0;
    for (TextBlock block : blocks.subList(box.firstBlock, box.endBlock)) {
      if (block.kept && block.length > PARAGRAPH) {
        return false;
      }
      length += block.kept ? block.length : 0;
    }
    return length <= SMALL;
  }

  private static boolean sells(List<TextBlock> blocks, Box box) {
    return blocks.subList(box.firstBlock, box.endBlock).stream()
            .filter(OfferRule::isOffer)
            .limit(LINES)
            .count()
        == LINES;
  }

  /** A short line, no sentence, that names a subscription or a price for some time. */
  private static boolean isOffer(TextBlock block) {
    if (block.length > LINE || SentenceEnd.is(block.text)) {
      return false;
    }
    String text = block.text.toLowerCase(Locale.ROOT);
    return holds(text, "subscription")
        || (holds(text, "money")
            && holds(text, "period")
            && text.chars().anyMatch(Character::isDigit));
  }

  private static boolean holds(String text, String group) {
    return WORDS.getOrDefault(group, Set.of()).stream().anyMatch(text::contains);
  }

  private static boolean isTextBeside(List<TextBlock> blocks, Box box) {
    return blocks.stream()
        .anyMatch(
            block -> block.kept && (block.index < box.firstBlock || block.index >= box.endBlock));
  }
}
