package org.copydesk.extract.body;

import java.util.List;
import java.util.stream.Collectors;
import org.copydesk.extract.Trace;
import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.nodes.Document;

/** Finds the body of the article on a page. Immutable, thread-safe. */
public final class BodyExtractor {
  /** A block that the first look gives less is not looked at again. */
  private static final double HOPELESS = 0.02;

  private final PhraseRules phrases;
  private final boolean explain;

  public BodyExtractor(PhraseRules phrases, boolean explain) {
    this.phrases = phrases;
    this.explain = explain;
  }

  /**
   * Walks the page once, then looks twice: by the shape of blocks and boxes, and with what the
   * first look found. Each look chooses a container; the named rules decide on the second's scores.
   */
  public Body extract(Document document, BodyHints hints) {
    PageLayout layout = LayoutReader.read(document.body());
    PageWeigher.weighByShape(layout);
    ContainerChoice byShape = new ContainerFinder(layout).choose("shape");
    PageWeigher.weighByModel(layout, scores(layout, byShape.container(), hints, BlockModel.FIRST));
    ContainerChoice byModel = new ContainerFinder(layout).choose("model");
    double[] scores = scores(layout, byModel.container(), hints, BlockModel.SECOND);
    layout.blocks().forEach(block -> block.score = scores[block.index]);
    new BlockRules(layout, byModel.container(), phrases, hints).decide();
    return new Body(
        BlockAssembler.assemble(layout.blocks()),
        List.of(byModel.candidate(true), byShape.candidate(false)),
        decisions(layout),
        layout.root().proseLength,
        Confidence.of(layout.blocks()));
  }

  private double[] scores(PageLayout layout, Box container, BodyHints hints, BlockModel model) {
    FeatureReader reader = new FeatureReader(layout, container, phrases, hints);
    FeatureRow row = FeatureRow.unnamed();
    double[] scores = new double[layout.blocks().size()];
    boolean again = model == BlockModel.SECOND;
    for (TextBlock block : layout.blocks()) {
      if (again && block.score < HOPELESS) {
        scores[block.index] = block.score;
      } else {
        reader.read(block, row);
        scores[block.index] = model.score(row.values);
      }
    }
    return scores;
  }

  private List<Trace.BlockDecision> decisions(PageLayout layout) {
    return layout.blocks().stream().map(this::decision).collect(Collectors.toList());
  }

  private Trace.BlockDecision decision(TextBlock block) {
    String rule = block.rule == null ? "undecided" : block.rule;
    String path = explain ? block.box.path() : null;
    String marks = explain ? Mark.names(block.marks) : "";
    Trace.Features features =
        new Trace.Features(block.box.tag(), block.length, block.linkDensity, marks, block.score);
    return new Trace.BlockDecision(block.index, block.kept, rule, path, features, block.text);
  }
}
