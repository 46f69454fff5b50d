package org.copydesk.ingest.state;

import java.util.Optional;
import org.copydesk.pipeline.message.UrlState;

/**
 * URLs that have come to an end, and when: a hash table of primitive values with open addressing,
 * 24 to 48 bytes a URL where objects take a hundred. Not thread-safe.
 *
 * <p>A URL is known by 64 bits of its id. Among ten million URLs the chance that any two share them
 * is three in a million (birthday bound), and the cost would be one page that is not fetched.
 */
final class EndedUrls {
  private static final UrlState.Status[] STATUSES = UrlState.Status.values();
  private static final int SMALLEST = 16;
  private static final int FREE = 0;

  /** Bits that hold the status in a packed ending. */
  private static final int STATUS_BITS = 4;

  private static final long STATUS_MASK = (1L << STATUS_BITS) - 1;

  /** Keys, 0 where a place is free. */
  private long[] keys = new long[SMALLEST];

  private long[] endings = new long[SMALLEST];
  private int size;

  /** How a URL ended. */
  record Ended(UrlState.Status status, long atMillis) {}

  int size() {
    return size;
  }

  Optional<Ended> find(long id) {
    int place = placeOf(key(id));
    return keys[place] == FREE ? Optional.empty() : Optional.of(unpacked(endings[place]));
  }

  @SuppressWarnings("EnumOrdinal") // Only in memory: no other version of the enum reads it.
  void put(long id, UrlState.Status status, long atMillis) {
    // Two thirds full at most, so that a free place ends every search soon.
    if ((size + 1) * 3L > keys.length * 2L) {
      resize(keys.length * 2);
    }
    long key = key(id);
    int place = placeOf(key);
    size += keys[place] == FREE ? 1 : 0;
    keys[place] = key;
    endings[place] = atMillis << STATUS_BITS | status.ordinal();
  }

  void remove(long id) {
    int hole = placeOf(key(id));
    if (keys[hole] == FREE) {
      return;
    }
    size--;
    keys[hole] = FREE;
    // What was put behind the hole because of it moves up, so that searches still find it.
    for (int place = next(hole); keys[place] != FREE; place = next(place)) {
      int home = home(keys[place]);
      boolean staysBehindHome =
          hole < place ? hole < home && home <= place : hole < home || home <= place;
      if (!staysBehindHome) {
        keys[hole] = keys[place];
        endings[hole] = endings[place];
        keys[place] = FREE;
        hole = place;
      }
    }
  }

  /** Forgets what ended before a time, and gives the room back. */
  void removeBefore(long limitMillis) {
    long[] oldKeys = keys;
    long[] oldEndings = endings;
    int kept = 0;
    for (int place = 0; place < oldKeys.length; place++) {
      if (oldKeys[place] != FREE && oldEndings[place] >> STATUS_BITS < limitMillis) {
        oldKeys[place] = FREE;
      }
      kept += oldKeys[place] == FREE ? 0 : 1;
    }
    if (kept < size) {
      rebuild(oldKeys, oldEndings, roomFor(kept));
    }
  }

  private void resize(int length) {
    rebuild(keys, endings, length);
  }

  private void rebuild(long[] oldKeys, long[] oldEndings, int length) {
    keys = new long[length];
    endings = new long[length];
    size = 0;
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != FREE) {
        int place = placeOf(oldKeys[old]);
        keys[place] = oldKeys[old];
        endings[place] = oldEndings[old];
        size++;
      }
    }
  }

  private static int roomFor(int count) {
    int length = SMALLEST;
    while (count * 2L > length) {
      length *= 2;
    }
    return length;
  }

  /** Where a key is, or the free place where it would be. */
  private int placeOf(long key) {
    int place = home(key);
    while (keys[place] != FREE && keys[place] != key) {
      place = next(place);
    }
    return place;
  }

  /** Ids are hashes, so any of their bits are as good as others. */
  private int home(long key) {
    return (int) (key >>> 32) & (keys.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (keys.length - 1);
  }

  private static long key(long id) {
    return id == FREE ? 1 : id;
  }

  private static Ended unpacked(long ending) {
    return new Ended(STATUSES[(int) (ending & STATUS_MASK)], ending >> STATUS_BITS);
  }
}
