package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.copydesk.extract.Block;
import org.copydesk.extract.Deadline;
import org.copydesk.extract.Trace;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.extract.page.PageParser;
import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the body of the article on a page. Immutable, thread-safe. */
public final class BodyExtractor {
  /** A block that the first look gives less is not looked at again. */
  private static final double HOPELESS = 0.02;

  /** Less text than that may be only the beginning of what the page's scripts would show. */
  private static final int LITTLE = 2000;

  /** Less text than that is none. */
  private static final int NEARLY_NOTHING = 60;

  private static final int ANCHOR = 30;

  /** In blocks: looking at the clock takes as long as a part of a block does. */
  private static final int BETWEEN_CHECKS = 256;

  private static final long MENUS = Mark.of(Mark.NAVIGATION, Mark.FOOTER, Mark.SHARE, Mark.DIALOG);
  private static final double MENU_ITEM = 0.01;

  private final PhraseRules phrases;
  private final boolean explain;

  public BodyExtractor(PhraseRules phrases, boolean explain) {
    this.phrases = phrases;
    this.explain = explain;
  }

  /**
   * Walks the page once, then looks twice: by the shape of blocks and boxes, and with what the
   * first look found. Each look chooses a container; the named rules decide on the second's scores.
   *
   * @throws org.copydesk.extract.page.DeadlinePassedException past the deadline
   */
  public Body extract(
      Document document, BodyHints hints, LearnedBoilerplate learned, Deadline deadline) {
    PageLayout layout = LayoutReader.read(document.body());
    PageWeigher.weighByShape(layout);
    ContainerChoice byShape = new ContainerFinder(layout).choose("shape");
    FeatureReader reader = new FeatureReader(layout, phrases, hints);
    reader.look(byShape.container());
    PageWeigher.weighByModel(layout, scores(layout, reader, BlockModel.FIRST, null, deadline));
    ContainerChoice byModel = new ContainerFinder(layout).choose("model");
    Influence influence = explain ? new Influence(BlockModel.SECOND) : null;
    reader.look(byModel.container());
    double[] scores = scores(layout, reader, BlockModel.SECOND, influence, deadline);
    layout.blocks().forEach(block -> block.score = scores[block.index]);
    PageParser.check(deadline);
    new BlockRules(layout, byModel.container(), phrases, hints).decide();
    new LearnedRule(learned, layout.blocks()).decide();
    if (influence != null) {
      influence.tell();
    }
    PageParser.check(deadline);
    List<Block> blocks = BlockAssembler.assemble(layout.blocks());
    List<Block> embedded = embedded(document, layout, blocks, hints);
    List<Trace.BodyCandidate> candidates = new ArrayList<>();
    candidates.add(byModel.candidate(embedded.isEmpty()));
    candidates.add(byShape.candidate(false));
    candidates.add(
        new Trace.BodyCandidate(
            "embedded-state", "script", !embedded.isEmpty(), embedded.size() + " paragraphs"));
    if (explain) {
      candidates.addAll(OtherWays.of(layout, hints));
    }
    return new Body(
        embedded.isEmpty() ? blocks : embedded,
        candidates,
        decisions(layout),
        layout.root().proseLength,
        Confidence.of(layout.blocks()));
  }

  /** The text from the state of the page's scripts, when the tree shows only its beginning. */
  private static List<Block> embedded(
      Document document, PageLayout layout, List<Block> blocks, BodyHints hints) {
    int length = length(blocks);
    if (length >= LITTLE) {
      return List.of();
    }
    List<Element> scripts = new ArrayList<>(document.head().getElementsByTag("script"));
    scripts.addAll(layout.scripts());
    String anchor = longest(blocks);
    List<String> texts = List.of();
    if (length < NEARLY_NOTHING) {
      texts = EmbeddedState.speakingOf(scripts, hints.headline());
    } else if (anchor.length() >= ANCHOR) {
      texts = EmbeddedState.holding(scripts, anchor);
    }
    List<Block> found = texts.stream().map(Block::paragraph).toList();
    return length(found) > 2 * length ? found : List.of();
  }

  private static String longest(List<Block> blocks) {
    return blocks.stream()
        .filter(block -> block.kind() == Block.Kind.PARAGRAPH)
        .map(Block::text)
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static int length(List<Block> blocks) {
    return blocks.stream().mapToInt(block -> block.text().length()).sum();
  }

  private static double[] scores(
      PageLayout layout,
      FeatureReader reader,
      BlockModel model,
      @Nullable Influence influence,
      Deadline deadline) {
    FeatureRow row = FeatureRow.unnamed();
    double[] scores = new double[layout.blocks().size()];
    boolean again = model == BlockModel.SECOND;
    for (TextBlock block : layout.blocks()) {
      if (block.index % BETWEEN_CHECKS == 0) {
        PageParser.check(deadline);
      }
      if (again && block.score < HOPELESS) {
        scores[block.index] = block.score;
      } else if (!again && isMenuItem(block)) {
        scores[block.index] = MENU_ITEM;
      } else {
        reader.read(block, row);
        scores[block.index] = model.score(row.values);
        if (influence != null) {
          influence.add(block, row.values);
        }
      }
    }
    return scores;
  }

  /** A short link in a menu or a footer: the model need not be asked. */
  private static boolean isMenuItem(TextBlock block) {
    return block.linkDensity > 0.9 && block.length < 60 && (block.marks & MENUS) != 0;
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
    return new Trace.BlockDecision(
        block.index, block.kept, rule, block.why, path, features, block.text);
  }
}
