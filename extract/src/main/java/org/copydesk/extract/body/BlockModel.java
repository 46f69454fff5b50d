package org.copydesk.extract.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int LEAF = -1;

  private final List<String> featureNames;
  private final int[] roots;
  private final int[] feature;
  private final float[] value;
  private final int[] no;

  private BlockModel(List<String> featureNames, List<Node> nodes, List<Integer> roots) {
    this.featureNames = List.copyOf(featureNames);
    this.roots = roots.stream().mapToInt(Integer::intValue).toArray();
    this.feature = nodes.stream().mapToInt(Node::feature).toArray();
    this.no = nodes.stream().mapToInt(Node::no).toArray();
    this.value = new float[nodes.size()];
    for (int index = 0; index < value.length; index++) {
      value[index] = nodes.get(index).value();
    }
  }

  /** How likely the block with these features is part of the article, from 0 to 1. */
  double score(float[] row) {
    double sum = 0;
    for (int root : roots) {
      int node = root;
      while (feature[node] != LEAF) {
        node = row[feature[node]] <= value[node] ? node + 1 : no[node];
      }
      sum += value[node];
    }
    return 1 / (1 + Math.exp(-sum));
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
      List<Node> nodes = new ArrayList<>();
      List<Integer> roots = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        roots.add(nodes.size());
        readTree(new StringTokenizer(line), nodes);
      }
      return new BlockModel(names, nodes, roots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trees in the library's own files are a few levels deep. */
  private static void readTree(StringTokenizer tokens, List<Node> nodes) {
    String token = tokens.nextToken();
    if (token.charAt(0) == '=') {
      nodes.add(new Node(LEAF, Float.parseFloat(token.substring(1)), 0));
      return;
    }
    int sign = token.indexOf("<=");
    int place = nodes.size();
    int feature = Integer.parseInt(token.substring(0, sign));
    float threshold = Float.parseFloat(token.substring(sign + 2));
    nodes.add(new Node(feature, threshold, 0));
    readTree(tokens, nodes);
    nodes.set(place, new Node(feature, threshold, nodes.size()));
    readTree(tokens, nodes);
  }

  private record Node(int feature, float value, int no) {}
}
