package org.copydesk.extract.body;

import java.util.List;
import java.util.Optional;
import org.copydesk.extract.metadata.BylineTerms;
import org.copydesk.extract.phrase.PhraseRules;

/** Signs of furniture that overrule the block model, because they are hardly ever wrong. */
final class FurnitureRules {
  private static final Mark[] CERTAIN = {
    Mark.SHARE,
    Mark.NEWSLETTER,
    Mark.COMMENTS,
    Mark.FACT_BOX,
    Mark.ASIDE,
    Mark.POLL,
    Mark.AUTHOR_BOX
  };

  /** In letters: a line with little besides the author's name; a label; a caption. */
  private static final int BYLINE = 60;

  private static final int LABEL = 30;
  private static final int CAPTION = 200;

  /** In characters, before the title it points to: "Read also: ". */
  private static final int POINTER = 40;

  private static final String AFTER_POINTER = ":：|»›>–—】》]";

  /** In characters: a question, and after it the furniture that answers it. */
  private static final int QUESTION = 120;

  /** With less prose above, a line stands at the top of the text. */
  private static final int TOP = 2;

  private static final double LINKED = 0.45;

  private final PageLayout layout;
  private final PhraseRules phrases;
  private final List<String> authors;
  private int proseSeen;
  private int lastProse = -1;

  FurnitureRules(PageLayout layout, PhraseRules phrases, BodyHints hints) {
    this.layout = layout;
    this.phrases = phrases;
    this.authors =
        hints.authors().stream().map(Headline::fold).filter(name -> name.length() > 3).toList();
  }

  /** The rule by which the block is furniture; blocks are asked for in their order. */
  Optional<String> find(TextBlock block) {
    Optional<String> rule =
        marked(block)
            .or(() -> labelled(block))
            .or(() -> answered(block))
            .or(() -> pointer(block))
            .or(() -> byline(block))
            .or(() -> meta(block))
            .or(() -> caption(block));
    proseSeen += rule.isEmpty() && block.prose ? 1 : 0;
    return rule;
  }

  private Optional<String> meta(TextBlock block) {
    return block.isHeading()
        ? Optional.empty()
        : MetaLines.BUNDLED.find(block.text, proseSeen < TOP);
  }

  /** A box around the block says what it is; a heading's own id is but the words of its text. */
  static Optional<String> marked(TextBlock block) {
    Box parent = block.box.parent;
    long marks = block.isHeading() ? parent == null ? 0 : parent.marks : block.marks;
    for (Mark mark : CERTAIN) {
      if (mark.isIn(marks)) {
        return Optional.of(mark.code());
      }
    }
    return Optional.empty();
  }

  /** A label in a line of its own, and under it what it announces. */
  private Optional<String> labelled(TextBlock block) {
    int end = block.text.indexOf('\n');
    return end > 0 && end <= LABEL && !BlockScorer.endsSentence(block.text.substring(0, end))
        ? phrases.reasonFor(block.text.substring(end + 1))
        : Optional.empty();
  }

  /** A question and a phrase of furniture: "Nothing more to miss? Order our newsletter". */
  private Optional<String> answered(TextBlock block) {
    int end = block.text.indexOf("? ");
    return end > 0 && block.text.length() <= QUESTION
        ? phrases.reasonFor(block.text.substring(end + 1), block.links > 0 ? 1 : 0)
        : Optional.empty();
  }

  /** A line that is mostly a link, to what its first words say: "Read also: The harbour bridge". */
  private Optional<String> pointer(TextBlock block) {
    if (block.linkDensity < LINKED || block.isHeading()) {
      return Optional.empty();
    }
    String text = block.text;
    int start = 0;
    while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    for (int end = start; end < Math.min(text.length(), start + POINTER); end++) {
      if (AFTER_POINTER.indexOf(text.charAt(end)) >= 0) {
        return phrases.reasonFor(text.substring(start, end));
      }
    }
    return Optional.empty();
  }

  private Optional<String> byline(TextBlock block) {
    boolean inside = proseSeen >= TOP && block.index < lastProse();
    if (authors.isEmpty() || inside || block.isHeading() || block.text.length() > 4 * BYLINE) {
      return Optional.empty();
    }
    String text = Headline.fold(block.text);
    boolean signed =
        authors.stream()
            .anyMatch(name -> text.contains(name) && text.length() <= name.length() + BYLINE);
    return signed && BylineTerms.isByline(block.text) && !BlockScorer.endsSentence(block.text)
        ? Optional.of("byline")
        : Optional.empty();
  }

  private int lastProse() {
    if (lastProse < 0) {
      lastProse = layout.blocks().size() - 1;
      while (lastProse > 0 && !isText(layout.blocks().get(lastProse))) {
        lastProse--;
      }
    }
    return lastProse;
  }

  private static boolean isText(TextBlock block) {
    return block.prose && block.score >= BlockRules.KEEP;
  }

  /** The only text in a small box with a picture, outside of paragraphs. */
  private Optional<String> caption(TextBlock block) {
    if (block.length > CAPTION || block.isHeading() || block.box.tag().equals("p")) {
      return Optional.empty();
    }
    Box box = block.box;
    while (box.parent != null && box.parent.endBlock - box.parent.firstBlock == 1) {
      box = box.parent;
    }
    boolean alone = box.endBlock - box.firstBlock == 1;
    boolean small = 2 * box.proseLength < layout.root().proseLength;
    return alone && small && !box.element.getElementsByTag("img").isEmpty()
        ? Optional.of("caption")
        : Optional.empty();
  }
}
