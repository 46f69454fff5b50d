package org.copydesk.extract.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of named numbers, filled again for each block. One thread. */
final class FeatureRow {
  private static final int CAPACITY = 160;

  final float[] values = new float[CAPACITY];
  private final @Nullable List<String> names;
  private int size;

  private FeatureRow(@Nullable List<String> names) {
    this.names = names;
  }

  static FeatureRow unnamed() {
    return new FeatureRow(null);
  }

  /** A row that also remembers the names, for training. */
  static FeatureRow named() {
    return new FeatureRow(new ArrayList<>());
  }

  void clear() {
    size = 0;
    if (names != null) {
      names.clear();
    }
  }

  void add(String name, double value) {
    values[size++] = (float) value;
    if (names != null) {
      names.add(name);
    }
  }

  void add(String name, boolean value) {
    add(name, value ? 1 : 0);
  }

  /** A feature of a neighbour, so many steps away. */
  void add(String name, int step, double value) {
    values[size++] = (float) value;
    if (names != null) {
      names.add("near" + (step > 0 ? "+" : "") + step + "-" + name);
    }
  }

  /** The values added since the row had a size. */
  float[] since(int start) {
    return Arrays.copyOfRange(values, start, size);
  }

  void addAll(float[] others) {
    System.arraycopy(others, 0, values, size, others.length);
    size += others.length;
  }

  int size() {
    return size;
  }

  List<String> names() {
    return names == null ? List.of() : List.copyOf(names);
  }
}
