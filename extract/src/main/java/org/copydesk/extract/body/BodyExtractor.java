package org.copydesk.extract.body;

import java.util.List;
import java.util.stream.Collectors;
import org.copydesk.extract.Block;
import org.copydesk.extract.Trace;
import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.nodes.Document;

/** Finds the body of the article on a page. Immutable, thread-safe. */
public final class BodyExtractor {
  private final PhraseRules phrases;
  private final boolean explain;

  public BodyExtractor(PhraseRules phrases, boolean explain) {
    this.phrases = phrases;
    this.explain = explain;
  }

  /** Walks the page once, chooses the container, decides on every block. */
  public Body extract(Document document, BodyHints hints) {
    PageLayout layout = LayoutReader.read(document.body());
    prepare(layout);
    ContainerChoice choice = new ContainerFinder(layout).choose();
    new BlockRules(layout, choice.container(), phrases, hints).decide();
    List<Block> blocks = BlockAssembler.assemble(layout.blocks());
    return new Body(blocks, choice.candidates(), decisions(layout), layout.root().proseLength, 0.5);
  }

  /** Scores the blocks one by one and weighs the boxes they lie in. */
  static void prepare(PageLayout layout) {
    layout.blocks().forEach(block -> block.score = BlockScorer.score(block));
    new PageWeigher(layout).weigh();
  }

  private List<Trace.BlockDecision> decisions(PageLayout layout) {
    return layout.blocks().stream().map(this::decision).collect(Collectors.toList());
  }

  private Trace.BlockDecision decision(TextBlock block) {
    String rule = block.rule == null ? "undecided" : block.rule;
    String path = explain ? block.box.path() : null;
    String marks = explain || !block.kept ? Mark.names(block.marks) : "";
    Trace.Features features =
        new Trace.Features(block.box.tag(), block.length, block.linkDensity, marks, block.score);
    return new Trace.BlockDecision(block.index, block.kept, rule, path, features, block.text);
  }
}
