package org.copydesk.extract.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A small learned model: boosted decision trees over the features of a block, read from a text
 * file. Immutable, thread-safe.
 *
 * <p>The file's first line names the features in order. Each further line is a tree, depth first:
 * {@code 7<=0.5} asks whether feature 7 is at most 0.5, followed by the tree for yes and the tree
 * for no; {@code =-0.13} is a leaf. The sum of the leaves goes through the logistic function.
 */
final class BlockModel {
  /** Knows a block and what is near it. */
  static final BlockModel FIRST = load("first-model.txt");

  /** Knows in addition what the first thought of the blocks around. */
  static final BlockModel SECOND = load("second-model.txt");

  private static final int TREES_AT_ONCE = 8;
  private static final int FEATURE_BITS = 0xFF;
  private static final int FEATURE_SHIFT = 8;
  private static final int PLACE_BITS = 0xFFFFFF;

  private final List<String> featureNames;
  private final int[] roots;

  /** For each group of trees as many steps as its deepest one has. */
  private final int[] depths;

  /**
   * The nodes, each in one number so that a step reads memory once: the threshold in the upper
   * half, then where the node for yes lies, the feature in the lowest byte. The node for no lies
   * behind that for yes. A leaf leads to itself, its question always yes.
   */
  private final long[] nodes;

  /** What the leaves among them are worth. */
  private final float[] values;

  private BlockModel(List<String> featureNames, List<Node> trees) {
    this.featureNames = List.copyOf(featureNames);
    int size = trees.stream().mapToInt(Node::size).sum();
    this.roots = new int[trees.size()];
    this.depths = new int[trees.size() / TREES_AT_ONCE];
    this.nodes = new long[size];
    this.values = new float[size];
    int end = 0;
    for (int index = 0; index < roots.length; index++) {
      roots[index] = end;
      end = lay(trees.get(index), end, end + 1);
      int group = index / TREES_AT_ONCE;
      if (group < depths.length) {
        depths[group] = Math.max(depths[group], trees.get(index).depth());
      }
    }
  }

  /** Lays a tree into the arrays: the node at a place, what is below from {@code free} on. */
  private int lay(Node node, int place, int free) {
    List<Node> below = node.below();
    if (below.isEmpty()) {
      values[place] = node.leaf();
      nodes[place] = packed(node, place);
      return free;
    }
    nodes[place] = packed(node, free);
    return lay(below.get(1), free + 1, lay(below.get(0), free, free + 2));
  }

  private static long packed(Node node, int yes) {
    if (node.feature() > FEATURE_BITS || yes > PLACE_BITS) {
      throw new IllegalStateException("The model has more nodes or features than fit");
    }
    // Adding zero makes -0.0 plain.
    long threshold = Float.floatToRawIntBits(node.threshold() + 0f);
    return threshold << 32 | (long) yes << FEATURE_SHIFT | node.feature();
  }

  /**
   * How likely the block with these features is part of the article, from 0 to 1. Walks down eight
   * trees at once, so that the processor need not wait for one step to begin the next.
   */
  double score(float[] row) {
    double sum = 0;
    int tree = 0;
    for (int depth : depths) {
      int first = roots[tree];
      int second = roots[tree + 1];
      int third = roots[tree + 2];
      int fourth = roots[tree + 3];
      int fifth = roots[tree + 4];
      int sixth = roots[tree + 5];
      int seventh = roots[tree + 6];
      int eighth = roots[tree + 7];
      for (int step = 0; step < depth; step++) {
        first = next(row, first);
        second = next(row, second);
        third = next(row, third);
        fourth = next(row, fourth);
        fifth = next(row, fifth);
        sixth = next(row, sixth);
        seventh = next(row, seventh);
        eighth = next(row, eighth);
      }
      sum = sum + values[first] + values[second] + values[third] + values[fourth];
      sum = sum + values[fifth] + values[sixth] + values[seventh] + values[eighth];
      tree += TREES_AT_ONCE;
    }
    for (; tree < roots.length; tree++) {
      int node = roots[tree];
      for (int below = next(row, node); below != node; below = next(row, node)) {
        node = below;
      }
      sum += values[node];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Without a branch, which the processor would guess wrong half of the time. */
  private int next(float[] row, int node) {
    long packed = nodes[node];
    float threshold = Float.intBitsToFloat((int) (packed >>> 32));
    float value = row[(int) packed & FEATURE_BITS];
    int no = Float.floatToRawIntBits(threshold - value) >>> 31; // the sign: the value is larger
    return ((int) packed >>> FEATURE_SHIFT) + no;
  }

  List<String> featureNames() {
    return featureNames;
  }

  private static BlockModel load(String name) {
    InputStream resource = BlockModel.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("The library's own file " + name + " is missing");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      List<String> names = Arrays.asList(lines.readLine().split(" ", -1));
      List<Node> trees = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        trees.add(readTree(new StringTokenizer(line)));
      }
      trees.sort(Comparator.comparingInt(Node::depth));
      return new BlockModel(names, trees);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trees in the library's own files are a few levels deep. */
  private static Node readTree(StringTokenizer tokens) {
    String token = tokens.nextToken();
    if (token.charAt(0) == '=') {
      return new Node(0, Float.POSITIVE_INFINITY, Float.parseFloat(token.substring(1)), List.of());
    }
    int sign = token.indexOf("<=");
    int feature = Integer.parseInt(token.substring(0, sign));
    float threshold = Float.parseFloat(token.substring(sign + 2));
    return new Node(feature, threshold, 0, List.of(readTree(tokens), readTree(tokens)));
  }

  /** A question with the nodes for yes and no below, or a leaf with none. */
  private record Node(int feature, float threshold, float leaf, List<Node> below) {
    int size() {
      return 1 + below.stream().mapToInt(Node::size).sum();
    }

    int depth() {
      return below.stream().mapToInt(node -> 1 + node.depth()).max().orElse(0);
    }
  }
}
