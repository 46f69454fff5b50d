package org.copydesk.extract.body;

import java.util.List;

/** Drops a pull quote, a summary or a caption that says again what the text says. */
final class RepetitionRule {
  static final String RULE = "repeats-text";

  private static final long QUOTED = Mark.of(Mark.QUOTE, Mark.PULL_QUOTE);

  /** In letters: less may be said twice by chance. */
  private static final int REPEATED = 30;

  /** In letters: who said it. */
  private static final int SPEAKER = 40;

  /** In characters read, all comparisons together: a page that asks for more is no article. */
  private static final long MOST_COMPARED = 100_000_000;

  /** In characters: only where these stand in the text is the whole compared. */
  private static final int BEGINNING = 16;

  private final List<TextBlock> blocks;

  /** In characters: how much more may be compared. */
  private long left = MOST_COMPARED;

  RepetitionRule(List<TextBlock> blocks) {
    this.blocks = blocks;
  }

  void decide() {
    List<TextBlock> suspects =
        blocks.stream()
            .filter(block -> block.kept && block.length >= REPEATED && mayRepeat(block))
            .toList();
    String all = suspects.isEmpty() ? "" : foldedParagraphs();
    if ((long) suspects.size() * all.length() > MOST_COMPARED) {
      String why = suspects.size() + " such blocks are too many to compare with the text";
      suspects.forEach(block -> block.why = why);
      return;
    }
    for (TextBlock block : suspects) {
      if (isIn(all, Headline.fold(block.text))) {
        block.drop(RULE);
        dropSpeaker(block);
      } else if (left <= 0) {
        block.why = "not compared to the end: too much of the text is nearly the same";
      }
    }
  }

  /** Whether a text holds a quote, as far as that can be told with what is left to compare. */
  private boolean isIn(String all, String quote) {
    String beginning = quote.substring(0, Math.min(BEGINNING, quote.length()));
    int at = all.indexOf(beginning);
    while (at >= 0 && left > 0 && !all.startsWith(quote, at)) {
      left -= quote.length();
      at = all.indexOf(beginning, at + 1);
    }
    return at >= 0 && left > 0;
  }

  /** Who said what a pull quote repeats, in the box of the quote. */
  private void dropSpeaker(TextBlock quote) {
    Box box = quote.box;
    while (box != null && (box.ownMarks & QUOTED) == 0) {
      box = box.parent;
    }
    int end = box == null ? 0 : box.endBlock;
    for (int index = quote.index + 1; index < end; index++) {
      TextBlock block = blocks.get(index);
      if (block.kept && block.length <= SPEAKER) {
        block.drop(RULE);
      }
    }
  }

  private String foldedParagraphs() {
    StringBuilder all = new StringBuilder();
    for (TextBlock block : blocks) {
      if (block.kept && block.box.tag().equals("p") && !mayRepeat(block)) {
        all.append(Headline.fold(block.text)).append(' ');
      }
    }
    return all.toString();
  }

  private static boolean mayRepeat(TextBlock block) {
    return block.is(Mark.QUOTE)
        || block.is(Mark.PULL_QUOTE)
        || block.is(Mark.FIGURE)
        || block.is(Mark.ASIDE)
        || block.is(Mark.STANDFIRST)
        || block.is(Mark.HEADER)
        || !(block.box.tag().equals("p") || block.isHeading() || block.is(Mark.LIST));
  }
}
