package org.copydesk.extract.body;

import java.util.Optional;
import org.copydesk.extract.phrase.PhraseRules;
import org.jspecify.annotations.Nullable;

/** A run of text that stands alone on the page, with the features that the rules look at. */
final class TextBlock {
  final int index;
  final Box box;
  final String text;

  /** Length in letters; in scripts without spaces a character counts as three. */
  final int length;

  final double linkDensity;

  /** Marks of inline elements that hold nearly all of the text. */
  final long inlineMarks;

  /** Marks of the block and of all boxes around it, up to the article's container. */
  long marks;

  /** 0 furniture to 1 article text, as far as is known yet. */
  double score;

  /** Looks like running text of an article. */
  boolean prose;

  /** What the text alone says, once it was read. */
  float @Nullable [] textFeatures;

  private @Nullable String phrase;
  private boolean phraseKnown;

  boolean kept;
  @Nullable String rule;

  /** A correction or a note of the editors. */
  boolean note;

  /** What the rule went by, where its name does not say it. */
  @Nullable String why;

  /** Number of links, and the shares of bold and slanted text. */
  final int links;

  final double strongShare;
  final double slantShare;

  TextBlock(int index, Box box, String text, int length, Markup markup, long inlineMarks) {
    this.index = index;
    this.box = box;
    this.text = text;
    this.length = length;
    this.links = markup.links();
    this.linkDensity = share(markup.linkLength(), length);
    this.strongShare = share(markup.strongLength(), length);
    this.slantShare = share(markup.slantLength(), length);
    this.inlineMarks = inlineMarks;
  }

  private static double share(int part, int length) {
    return length == 0 ? 0 : Math.min(1.0, (double) part / length);
  }

  void keep(String reason) {
    kept = true;
    rule = reason;
  }

  void drop(String reason) {
    kept = false;
    rule = reason;
  }

  void drop(String reason, String newWhy) {
    drop(reason);
    why = newWhy;
  }

  /** The reason why the text is a phrase of furniture, looked up once. */
  Optional<String> phrase(PhraseRules phrases) {
    if (!phraseKnown) {
      phrase = phrases.reasonFor(text, linkDensity).orElse(null);
      phraseKnown = true;
    }
    return Optional.ofNullable(phrase);
  }

  /** The same, where it was looked up already. */
  Optional<String> knownPhrase() {
    return Optional.ofNullable(phrase);
  }

  boolean isHeading() {
    String tag = box.tag();
    return tag.length() == 2 && tag.charAt(0) == 'h' && Character.isDigit(tag.charAt(1));
  }

  int headingLevel() {
    return isHeading() ? box.tag().charAt(1) - '0' : 0;
  }

  boolean is(Mark mark) {
    return mark.isIn(marks);
  }

  /** How much of a block's text is linked, bold, slanted; lengths as the block's own. */
  record Markup(int links, int linkLength, int strongLength, int slantLength) {}
}
