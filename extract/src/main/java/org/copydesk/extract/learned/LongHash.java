package org.copydesk.extract.learned;

/** A 64-bit hash of a text that stays the same between versions: FNV-1a, finished by a mix. */
final class LongHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private LongHash() {}

  static long of(String text) {
    long hash = OFFSET;
    for (int index = 0; index < text.length(); index++) {
      hash = (hash ^ text.charAt(index)) * PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * MIX;
    return hash ^ (hash >>> 29);
  }
}
