package org.copydesk.app.newsroom;

import java.util.Arrays;
import java.util.List;

/**
 * What may stand for a <code>{name}</code> in a template: one of some words, or a whole number of a
 * range.
 */
sealed interface Slot {
  /** The same number gives the same text, for ever. */
  String pick(long random);

  record Words(List<String> words) implements Slot {
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public String pick(long random) {
      return words.get((int) Long.remainderUnsigned(random, words.size()));
    }
  }

  record Range(int from, int to) implements Slot {
    public Range {
      if (from > to) {
        throw new IllegalArgumentException("empty range " + from + ".." + to);
      }
    }

    @Override
    public String pick(long random) {
      return String.valueOf(from + Long.remainderUnsigned(random, to - from + 1L));
    }
  }

  /** Reads {@code a | b | c} or {@code 3..17}. */
  static Slot parse(String text) {
    int dots = text.indexOf("..");
    if (dots > 0 && !text.contains("|")) {
      return new Range(
          Integer.parseInt(text.substring(0, dots).strip()),
          Integer.parseInt(text.substring(dots + 2).strip()));
    }
    return new Words(Arrays.stream(text.split("\\|", -1)).map(String::strip).toList());
  }
}
