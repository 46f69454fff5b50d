package org.copydesk.extract.body;

import org.copydesk.extract.text.SentenceEnd;

/** Says how much a block looks like article text, by the block alone: 0 furniture, 1 article. */
final class BlockScorer {
  private static final int SENTENCE_LENGTH = 40;
  private static final int PARAGRAPH_LENGTH = 90;

  private BlockScorer() {}

  static double score(TextBlock block) {
    if (block.linkDensity > 0.66) {
      return block.length > 150 && endsSentence(block.text) ? 0.4 : 0.05;
    }
    double score = byShape(block) - block.linkDensity * 0.5;
    return Math.max(0, Math.min(1, score + byTag(block)));
  }

  private static double byShape(TextBlock block) {
    boolean sentence = endsSentence(block.text);
    if (block.length >= PARAGRAPH_LENGTH) {
      return sentence ? 0.9 : 0.65;
    }
    if (block.length >= SENTENCE_LENGTH) {
      return sentence ? 0.8 : 0.45;
    }
    return sentence ? 0.55 : 0.35;
  }

  private static double byTag(TextBlock block) {
    return switch (block.box.tag()) {
      case "p" -> 0.1;
      case "li", "dt", "dd" -> -0.15;
      case "td", "th" -> -0.1;
      case "figcaption", "legend", "caption" -> -0.3;
      default -> 0;
    };
  }

  /** Whether text ends as a sentence does, closing quotes and brackets aside. */
  static boolean endsSentence(String text) {
    return SentenceEnd.is(text);
  }
}
