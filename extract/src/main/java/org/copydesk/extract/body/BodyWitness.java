package org.copydesk.extract.body;

import org.jspecify.annotations.Nullable;

/**
 * The text that a page's linked data gives as the article's body. It may be a teaser, another
 * article or escaped HTML: evidence, not truth.
 */
final class BodyWitness {
  private static final int SHORTEST_BODY = 300;
  private static final int SHORTEST_BLOCK = 12;
  private static final int PROBE = 40;

  private final String folded;

  private BodyWitness(String folded) {
    this.folded = folded;
  }

  static BodyWitness of(@Nullable String articleBody) {
    if (articleBody == null || articleBody.length() < SHORTEST_BODY) {
      return new BodyWitness("");
    }
    return new BodyWitness(Headline.fold(articleBody));
  }

  /** 1 when the witness holds the text, 0 when it does not, -1 when it cannot say. */
  int covers(String text) {
    if (folded.isEmpty()) {
      return -1;
    }
    String block = Headline.fold(text.length() > 4 * PROBE ? text.substring(0, 4 * PROBE) : text);
    if (block.length() < SHORTEST_BLOCK) {
      return -1;
    }
    return folded.contains(block.substring(0, Math.min(PROBE, block.length()))) ? 1 : 0;
  }
}
