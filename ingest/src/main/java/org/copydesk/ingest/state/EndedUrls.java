package org.copydesk.ingest.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.copydesk.pipeline.message.UrlState;

/**
 * URLs that have come to an end, and when: a hash table of primitive values with open addressing,
 * 24 to 48 bytes a URL where objects take a hundred. Of one host a bounded number is kept: what
 * ended first is forgotten first. Not thread-safe.
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

  /**
   * Bits that hold a part of the host's hash. Two hosts of a shard that share them share one bound.
   */
  private static final int HOST_BITS = 18;

  /** What is left holds the time, up to the year 2109. */
  private static final int TIME_SHIFT = STATUS_BITS + HOST_BITS;

  private static final long STATUS_MASK = (1L << STATUS_BITS) - 1;
  private static final int HOST_MASK = (1 << HOST_BITS) - 1;
  private static final long LATEST = (1L << (Long.SIZE - TIME_SHIFT)) - 1;

  /** The part of a full host's endings that goes at a time, so that making room is rare. */
  private static final int FORGOTTEN_PART = 4;

  /** Keys, 0 where a place is free. */
  private long[] keys = new long[SMALLEST];

  private long[] endings = new long[SMALLEST];
  private int size;
  private final int mostOfAHost;
  private final Map<Integer, Integer> sizeByHost = new HashMap<>();

  EndedUrls(int mostOfAHost) {
    this.mostOfAHost = mostOfAHost;
  }

  /** How a URL ended. */
  record Ended(UrlState.Status status, long atMillis) {}

  int size() {
    return size;
  }

  Optional<Ended> find(long id) {
    int place = placeOf(key(id));
    return keys[place] == FREE ? Optional.empty() : Optional.of(unpacked(endings[place]));
  }

  /**
   * Takes in an ending.
   *
   * @param authority whose URL it is
   */
  @SuppressWarnings("EnumOrdinal") // Only in memory: no other version of the enum reads it.
  void put(long id, String authority, UrlState.Status status, long atMillis) {
    remove(id);
    int host = authority.hashCode() & HOST_MASK;
    if (sizeByHost.getOrDefault(host, 0) >= mostOfAHost) {
      forgetOldestOf(host);
    }
    // Two thirds full at most, so that a free place ends every search soon.
    if ((size + 1) * 3L > keys.length * 2L) {
      rebuild(keys, endings, keys.length * 2);
    }
    long time = Math.max(0, Math.min(LATEST, atMillis));
    insert(key(id), time << TIME_SHIFT | (long) host << STATUS_BITS | status.ordinal());
  }

  void remove(long id) {
    int hole = placeOf(key(id));
    if (keys[hole] == FREE) {
      return;
    }
    size--;
    count(host(endings[hole]), -1);
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
    keepOnly(ending -> time(ending) >= limitMillis);
  }

  private void forgetOldestOf(int host) {
    long[] times = new long[sizeByHost.getOrDefault(host, 0)];
    int found = 0;
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] != FREE && host(endings[place]) == host) {
        times[found++] = time(endings[place]);
      }
    }
    Arrays.sort(times);
    long newestForgotten = times[(times.length - 1) / FORGOTTEN_PART];
    keepOnly(ending -> host(ending) != host || time(ending) > newestForgotten);
  }

  private void keepOnly(LongPredicate isKept) {
    long[] oldKeys = keys;
    long[] oldEndings = endings;
    int kept = 0;
    for (int place = 0; place < oldKeys.length; place++) {
      if (oldKeys[place] != FREE && !isKept.test(oldEndings[place])) {
        oldKeys[place] = FREE;
      }
      kept += oldKeys[place] == FREE ? 0 : 1;
    }
    if (kept < size) {
      rebuild(oldKeys, oldEndings, roomFor(kept));
    }
  }

  private void rebuild(long[] oldKeys, long[] oldEndings, int length) {
    keys = new long[length];
    endings = new long[length];
    size = 0;
    sizeByHost.clear();
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != FREE) {
        insert(oldKeys[old], oldEndings[old]);
      }
    }
  }

  private void insert(long key, long ending) {
    int place = placeOf(key);
    keys[place] = key;
    endings[place] = ending;
    size++;
    count(host(ending), 1);
  }

  private void count(int host, int more) {
    sizeByHost.merge(host, more, (before, now) -> before + now == 0 ? null : before + now);
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
    return new Ended(STATUSES[(int) (ending & STATUS_MASK)], time(ending));
  }

  private static long time(long ending) {
    return ending >>> TIME_SHIFT;
  }

  private static int host(long ending) {
    return (int) (ending >>> STATUS_BITS) & HOST_MASK;
  }
}
