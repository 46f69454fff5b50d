package org.copydesk.extract.learned;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One page of a host, as far as it is remembered.
 *
 * @param page the hash of its name
 * @param seenAt in seconds since 1970
 * @param lines fingerprints of its lines, in ascending order, each once
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its own order below, never by equals
record SeenPage(long page, long seenAt, int[] lines) {
  /** A total order, so that merging gives the same in whatever order it is done. */
  static final Comparator<SeenPage> NEWEST_FIRST =
      Comparator.comparingLong(SeenPage::seenAt)
          .reversed()
          .thenComparingLong(SeenPage::page)
          .thenComparing(SeenPage::lines, Arrays::compare);

  static final int MAX_LINES = 64;

  /** Furniture stands more often below the text than above it. */
  private static final int FROM_BEGINNING = 24;

  static SeenPage of(String page, long seenAt, List<String> text) {
    List<String> lines = text.stream().filter(LineForm::isLine).toList();
    int[] fingerprints =
        ends(lines).mapToInt(line -> LineForm.of(line).fingerprint()).sorted().distinct().toArray();
    return new SeenPage(LongHash.of(page), seenAt, fingerprints);
  }

  /** Of a long page, its beginning and its end. */
  private static Stream<String> ends(List<String> lines) {
    int size = lines.size();
    int skippedTo = size - (MAX_LINES - FROM_BEGINNING);
    return IntStream.range(0, size)
        .filter(index -> index < FROM_BEGINNING || index >= skippedTo)
        .mapToObj(lines::get);
  }
}
