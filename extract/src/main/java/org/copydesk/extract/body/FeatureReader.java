package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.copydesk.extract.phrase.PhraseRules;

/**
 * Turns the blocks of a page into rows of numbers for the block model: what a block is, where it
 * stands, what stands around it. One page, one thread.
 */
final class FeatureReader {
  private static final int NEAR = 2;
  private static final int FAR = 20;
  private static final int NONE = -1;
  private static final double[] LOGARITHMS =
      IntStream.range(0, 16_384).mapToDouble(Math::log1p).toArray();
  private static final String[] MARK_NAMES =
      Arrays.stream(Mark.values()).map(mark -> "mark-" + mark.code()).toArray(String[]::new);

  private final PageLayout layout;
  private final PhraseRules phrases;
  private final Headline headline;
  private final BodyWitness witness;

  private final int[] proseBefore;
  private final int[] lengthBefore;
  private final double[] scoreBefore;
  private final Map<Long, Group> groups = new HashMap<>();
  private final Group[] groupOf;
  private final Set<String> seen = new HashSet<>();
  private final List<Box> articles = new ArrayList<>();

  /** For each block the number of the first and outermost article around it. */
  private final int[] articleOf;

  private int headlineIndex = -1;
  private Box container;
  private int pageProse;
  private double pageProseLogarithm;
  private double containerProseLogarithm;

  FeatureReader(PageLayout layout, PhraseRules phrases, BodyHints hints) {
    this.layout = layout;
    this.phrases = phrases;
    this.headline = Headline.of(hints.headline());
    this.witness = BodyWitness.of(hints.articleBody());
    this.proseBefore = new int[layout.blocks().size() + 1];
    this.lengthBefore = new int[layout.blocks().size() + 1];
    this.scoreBefore = new double[layout.blocks().size() + 1];
    this.groupOf = new Group[layout.blocks().size()];
    this.container = layout.root();
    for (TextBlock block : layout.blocks()) {
      groupOf[block.index] =
          groups.computeIfAbsent(signatureOf(block.box), signature -> new Group());
      if (headlineIndex < 0 && headline.matches(block)) {
        headlineIndex = block.index;
      }
    }
    this.articleOf = new int[layout.blocks().size()];
    Arrays.fill(articleOf, NONE);
    for (Box box : layout.boxes()) {
      if (box.tag().equals("article")) {
        addArticle(box);
      }
    }
  }

  private void addArticle(Box article) {
    for (int index = article.firstBlock; index < article.endBlock; index++) {
      articleOf[index] = articleOf[index] == NONE ? articles.size() : articleOf[index];
    }
    articles.add(article);
  }

  /** Looks at the page anew: the blocks have other scores and the text is thought to be there. */
  void look(Box newContainer) {
    container = newContainer;
    pageProse = layout.root().proseLength;
    pageProseLogarithm = log(pageProse);
    containerProseLogarithm = log(container.proseLength);
    groups.values().forEach(Group::clear);
    for (TextBlock block : layout.blocks()) {
      int prose = block.prose ? block.length : 0;
      proseBefore[block.index + 1] = proseBefore[block.index] + prose;
      lengthBefore[block.index + 1] = lengthBefore[block.index] + block.length;
      scoreBefore[block.index + 1] = scoreBefore[block.index] + block.length * block.score;
      groupOf[block.index].add(block);
    }
    groups.values().forEach(Group::settle);
  }

  /** Boxes of one tag and class under parents of one tag and class look alike to a reader. */
  private static long signatureOf(Box box) {
    Box parent = box.parent;
    long own = box.nameHash;
    return parent == null ? own : own * 31 + parent.nameHash;
  }

  /** The features of a block, always in the same order. */
  void read(TextBlock block, FeatureRow row) {
    row.clear();
    addShape(block, row);
    addText(block, row);
    addMarks(block, row);
    addPlace(block, row);
    addContainer(block, row);
    addGroup(block, row);
    addNeighbours(block, row);
    addPage(row);
  }

  private static void addShape(TextBlock block, FeatureRow row) {
    String tag = block.box.tag();
    row.add("length", log(block.length));
    row.add("link-density", block.linkDensity);
    row.add("links", Math.min(block.links, FAR));
    row.add("strong-share", block.strongShare);
    row.add("slant-share", block.slantShare);
    row.add("score", block.score);
    row.add("shape", BlockScorer.score(block));
    row.add("p", tag.equals("p"));
    row.add("heading", block.headingLevel());
    row.add("li", tag.equals("li"));
    row.add("cell", tag.equals("td") || tag.equals("th"));
    row.add("div", tag.equals("div") || tag.equals("section") || tag.equals("span"));
    row.add("pre", tag.equals("pre"));
  }

  /** What the text alone says does not change between the two looks. */
  private void addText(TextBlock block, FeatureRow row) {
    if (block.textFeatures == null) {
      int start = row.size();
      readText(block, row);
      block.textFeatures = row.since(start);
    } else {
      row.addAll(block.textFeatures);
    }
  }

  private void readText(TextBlock block, FeatureRow row) {
    TextShape shape = TextShape.of(block.text);
    row.add("ends-sentence", BlockScorer.endsSentence(block.text));
    row.add("ends-colon", block.text.endsWith(":") || block.text.endsWith("："));
    row.add("sentences", Math.min(shape.sentences(), FAR));
    row.add("commas", Math.min(shape.commas(), FAR));
    row.add("digit-share", shape.share(shape.digits()));
    row.add("upper-share", shape.share(shape.uppers()));
    row.add("odd-share", shape.share(shape.odd()));
    row.add("starts-quote", "\"“„«‘'「『".indexOf(block.text.charAt(0)) >= 0);
    row.add("starts-lower", Character.isLowerCase(block.text.charAt(0)));
    row.add("copyright-sign", block.text.indexOf('©') >= 0);
    row.add("at-sign", block.text.indexOf('@') >= 0);
    row.add("question", block.text.endsWith("?"));
    row.add("phrase", block.phrase(phrases).isPresent());
    row.add("seen-before", !seen.add(block.text));
    row.add("headline", headline.similarity(block.text));
    row.add("witness", witness.covers(block.text));
  }

  private static void addMarks(TextBlock block, FeatureRow row) {
    for (int index = 0; index < MARK_NAMES.length; index++) {
      row.add(MARK_NAMES[index], (block.marks >>> index & 1) != 0);
    }
    row.add(
        "own-marks", Long.bitCount((block.box.ownMarks | block.inlineMarks) & PageWeigher.SMALL));
  }

  private void addPlace(TextBlock block, FeatureRow row) {
    int before = proseBefore[block.index];
    row.add("prose-before", share(before, pageProse));
    row.add("prose-after", share(pageProse - proseBefore[block.index + 1], pageProse));
    row.add("index-share", share(block.index, layout.blocks().size()));
    row.add("after-headline", headlineIndex < 0 ? -2 * FAR : clamp(block.index - headlineIndex));
    row.add(
        "prose-since-headline",
        headlineIndex < 0 ? -1 : log(Math.max(0, before - proseBefore[headlineIndex])));
    row.add("depth", block.box.depth);
    addArticle(block, row);
  }

  private void addArticle(TextBlock block, FeatureRow row) {
    int number = articleOf[block.index];
    Box inside = number == NONE ? null : articles.get(number);
    row.add("article-number", inside == null ? -1 : Math.min(number, FAR));
    row.add("article-prose", inside == null ? -1 : share(inside.proseLength, pageProse));
    row.add("article-holds-headline", inside == null ? -1 : inside.holdsHeadline ? 1 : 0);
  }

  private void addContainer(TextBlock block, FeatureRow row) {
    boolean inside = block.index >= container.firstBlock && block.index < container.endBlock;
    int up = 0;
    Box common = container;
    while (common.parent != null
        && (block.index < common.firstBlock || block.index >= common.endBlock)) {
      common = common.parent;
      up++;
    }
    int first = proseBefore[container.firstBlock];
    int last = proseBefore[container.endBlock];
    row.add("inside", inside);
    row.add("container-up", up);
    row.add("container-down", block.box.depth - common.depth);
    row.add("container-share", share(container.proseLength, pageProse));
    row.add("container-prose", containerProseLogarithm);
    row.add("prose-before-inside", share(proseBefore[block.index] - first, last - first));
    row.add("prose-after-inside", share(last - proseBefore[block.index + 1], last - first));
    row.add("blocks-from-start", clamp(block.index - container.firstBlock));
    row.add("blocks-to-end", clamp(container.endBlock - 1 - block.index));
  }

  private void addGroup(TextBlock block, FeatureRow row) {
    Group group = groupOf[block.index];
    row.add("group-count", log(group.count));
    row.add("group-score", group.score);
    row.add("group-links", group.links);
    row.add("group-length", group.length);
    Box parent = block.box.parent == null ? block.box : block.box.parent;
    row.add("box-prose", share(block.box.proseLength, container.proseLength));
    row.add("parent-prose", share(parent.proseLength, container.proseLength));
    row.add("parent-blocks", log(parent.endBlock - parent.firstBlock));
    Box grand = parent.parent == null ? parent : parent.parent;
    row.add("grand-prose", share(grand.proseLength, container.proseLength));
    row.add("grand-blocks", log(grand.endBlock - grand.firstBlock));
    row.add("parent-score", meanScore(parent));
    row.add("grand-score", meanScore(grand));
  }

  /** By length, over the first blocks of a box. */
  private double meanScore(Box box) {
    int end = Math.min(box.endBlock, box.firstBlock + 100);
    int length = lengthBefore[end] - lengthBefore[box.firstBlock];
    double sum = scoreBefore[end] - scoreBefore[box.firstBlock];
    return length == 0 ? 0 : sum / length;
  }

  private void addNeighbours(TextBlock block, FeatureRow row) {
    for (int step = -NEAR; step <= NEAR; step++) {
      if (step != 0) {
        addNeighbour(block, step, row);
      }
    }
    row.add("prose-distance-before", proseDistance(block, -1));
    row.add("prose-distance-after", proseDistance(block, 1));
    row.add("prose-near-before", log(proseIn(block.index - 5, block.index)));
    row.add("prose-near-after", log(proseIn(block.index + 1, block.index + 6)));
  }

  private int proseIn(int from, int to) {
    int size = layout.blocks().size();
    return proseBefore[Math.clamp(to, 0, size)] - proseBefore[Math.clamp(from, 0, size)];
  }

  private void addNeighbour(TextBlock block, int step, FeatureRow row) {
    int index = block.index + step;
    boolean there = index >= 0 && index < layout.blocks().size();
    TextBlock neighbour = there ? layout.blocks().get(index) : block;
    row.add("score", step, there ? neighbour.score : NONE);
    row.add("length", step, there ? log(neighbour.length) : NONE);
    row.add("links", step, there ? neighbour.linkDensity : NONE);
    row.add("heading", step, there ? neighbour.headingLevel() : NONE);
    row.add("alike", step, there && groupOf[index] == groupOf[block.index] ? 1 : 0);
    row.add("furniture", step, there && (neighbour.marks & PageWeigher.FURNITURE) != 0 ? 1 : 0);
    row.add("same-parent", step, there && neighbour.box.parent == block.box.parent ? 1 : 0);
  }

  private int proseDistance(TextBlock block, int step) {
    for (int distance = 1; distance <= FAR; distance++) {
      int index = block.index + step * distance;
      if (index < 0 || index >= layout.blocks().size()) {
        return FAR + 1;
      }
      if (layout.blocks().get(index).prose) {
        return distance;
      }
    }
    return FAR;
  }

  private void addPage(FeatureRow row) {
    row.add("page-blocks", log(layout.blocks().size()));
    row.add("page-prose", pageProseLogarithm);
    row.add("page-articles", Math.min(articles.size(), FAR));
  }

  private static double log(double number) {
    int whole = (int) number;
    return whole == number && whole < LOGARITHMS.length ? LOGARITHMS[whole] : Math.log1p(number);
  }

  private static double share(int part, int whole) {
    return whole <= 0 ? 0 : (double) part / whole;
  }

  private static int clamp(int distance) {
    return Math.clamp(distance, -2 * FAR, 2 * FAR);
  }

  /** What blocks that look alike have in common: sums while they are added, then means. */
  private static final class Group {
    int count;
    double score;
    double links;

    /** In the end the logarithm of the mean. */
    double length;

    void add(TextBlock block) {
      count++;
      score += block.score;
      links += block.linkDensity;
      length += block.length;
    }

    void clear() {
      count = 0;
      score = 0;
      links = 0;
      length = 0;
    }

    void settle() {
      score /= count;
      links /= count;
      length = log(length / count);
    }
  }
}
