package org.copydesk.process;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit similarity hash of a text (FastSimHash over three-word shingles): near-duplicates differ
 * in few bits. Thread-safe.
 */
final class Fingerprint {
  private static final int SHINGLE_WORDS = 3;
  private static final SimilarityHashPolicy POLICY = SimilarityHashing.fastSimHash(64);
  private static final Hasher64 HASHER = Hashing.komihash5_0();

  private Fingerprint() {}

  /** The hash as 16 hex digits; null for a text with fewer words than a shingle. */
  static @Nullable String of(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (words.length < SHINGLE_WORDS) {
      return null;
    }
    List<Long> shingles = new ArrayList<>(words.length);
    for (int i = 0; i + SHINGLE_WORDS <= words.length; i++) {
      shingles.add(HASHER.hashCharsToLong(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]));
    }
    byte[] hash =
        POLICY
            .createHasher()
            .compute(ElementHashProvider.ofFunction(shingles::get, shingles.size()));
    return HexFormat.of().formatHex(hash);
  }
}
