package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says which features moved the block model for one block: each feature in turn gets the value that
 * is usual on the page, and what that changes in the score is the feature's share. Costly, for
 * explaining alone. One thread.
 */
final class Influence {
  private static final int TOLD = 3;

  /** Of the score; less is noise. */
  private static final double NOTABLE = 0.02;

  private final BlockModel model;
  private final List<float[]> rows = new ArrayList<>();
  private final List<TextBlock> blocks = new ArrayList<>();

  Influence(BlockModel model) {
    this.model = model;
  }

  /** Remembers what the model was asked. */
  void add(TextBlock block, float[] row) {
    blocks.add(block);
    rows.add(Arrays.copyOf(row, model.featureNames().size()));
  }

  /** Tells each block why its score is what it is, unless a rule has told more already. */
  void tell() {
    if (rows.isEmpty()) {
      return;
    }
    float[] usual = usual();
    for (int index = 0; index < rows.size(); index++) {
      TextBlock block = blocks.get(index);
      if (block.why == null) {
        block.why = describe(rows.get(index), usual);
      }
    }
  }

  private String describe(float[] row, float[] usual) {
    double score = model.score(row);
    List<Share> shares = new ArrayList<>();
    for (int feature = 0; feature < row.length; feature++) {
      if (row[feature] != usual[feature]) {
        float[] other = row.clone();
        other[feature] = usual[feature];
        shares.add(new Share(feature, row[feature], score - model.score(other)));
      }
    }
    String told =
        shares.stream()
            .filter(share -> Math.abs(share.moved()) >= NOTABLE)
            .sorted(Comparator.comparingDouble((Share share) -> -Math.abs(share.moved())))
            .limit(TOLD)
            .map(this::written)
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "no feature alone" : told;
  }

  private String written(Share share) {
    String name = model.featureNames().get(share.feature());
    return String.format(Locale.ROOT, "%s=%.4g (%+.2f)", name, share.value(), share.moved());
  }

  /** The median of each feature over the page's blocks. */
  private float[] usual() {
    float[] usual = new float[rows.get(0).length];
    float[] column = new float[rows.size()];
    for (int feature = 0; feature < usual.length; feature++) {
      for (int index = 0; index < column.length; index++) {
        column[index] = rows.get(index)[feature];
      }
      Arrays.sort(column);
      usual[feature] = column[column.length / 2];
    }
    return usual;
  }

  private record Share(int feature, float value, double moved) {}
}
