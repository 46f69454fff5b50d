package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of one shard: which have come to an end, which are parked until when, which are in hand.
 * A finished URL costs 24 to 48 bytes. Thread-safe.
 */
public final class UrlMemory {

  /** 128 of a URL id's 256 bits: enough to tell apart more URLs than there will ever be. */
  private record Key(long high, long low) {
    static Key of(String urlId) {
      return new Key(
          Long.parseUnsignedLong(urlId, 0, 16, 16), Long.parseUnsignedLong(urlId, 16, 32, 16));
    }
  }

  /** Parked URLs of one host that are kept in memory: a tenth of what a shard may hold. */
  private static final Map<Lane, Integer> MAX_PARKED_OF_A_HOST =
      Map.of(Lane.LIVE, 5_000, Lane.BACKFILL, 1_000);

  /**
   * Endings of one host that are remembered, some 2 MB: more than a large site shows in the 90 days
   * that they are kept. Of a host that shows addresses without end the oldest are forgotten.
   */
  static final int MAX_ENDED_OF_A_HOST = 50_000;

  private final EndedUrls ended = new EndedUrls(MAX_ENDED_OF_A_HOST);
  private final Map<Key, UrlState> parked = new HashMap<>();
  private final Map<Lane, PriorityQueue<UrlState>> byDue = new EnumMap<>(Lane.class);
  private final Set<Key> inHand = new HashSet<>();
  private final Revisits revisits = new Revisits();
  private final Map<Lane, Map<String, Integer>> parkedByHost = new EnumMap<>(Lane.class);
  private int backfillParked;

  public UrlMemory() {
    for (Lane lane : Lane.values()) {
      byDue.put(lane, new PriorityQueue<>(Comparator.comparing(UrlMemory::due)));
      parkedByHost.put(lane, new HashMap<>());
    }
  }

  /** Takes in a state that was written, by us or by an earlier owner. */
  public synchronized void put(UrlState state) {
    Key key = Key.of(state.target().urlId());
    revisits.note(state);
    if (state.status() == UrlState.Status.PARKED) {
      ended.remove(key.high());
      park(key, state);
    } else {
      String authority = Authority.of(state.target().url());
      unpark(key);
      ended.put(key.high(), authority, state.status(), state.at().toEpochMilli());
    }
  }

  /** Forgets a URL whose state was taken away. */
  public synchronized void forget(String urlId) {
    Key key = Key.of(urlId);
    ended.remove(key.high());
    unpark(key);
    revisits.forget(urlId);
  }

  /**
   * Takes a URL in hand, unless there is nothing to do for it: it is in hand, parked, or has come
   * to an end and nothing says that it changed since. What a source shows now does not wait on
   * because a backfill of it is parked.
   */
  public synchronized boolean take(UrlToFetch target, Instant discovered, Lane lane) {
    Key key = Key.of(target.urlId());
    UrlState waiting = parked.get(key);
    boolean overtakes = waiting != null && waiting.cameByBackfill() && lane == Lane.LIVE;
    if (inHand.contains(key)
        || (waiting != null && !overtakes)
        || !isWanted(target, discovered, key)) {
      return false;
    }
    unpark(key);
    inHand.add(key);
    return true;
  }

  /** Whether a URL has not come to an end, or something says that it changed since. */
  public synchronized boolean isWanted(UrlToFetch target, Instant discovered) {
    return isWanted(target, discovered, Key.of(target.urlId()));
  }

  /** Takes a live URL in hand. */
  public boolean take(UrlToFetch target, Instant discovered) {
    return take(target, discovered, Lane.LIVE);
  }

  /** Lets a URL go out of hand. */
  public synchronized void release(String urlId) {
    inHand.remove(Key.of(urlId));
  }

  /** Takes parked URLs of a lane in hand that are due, at most so many. */
  public synchronized List<UrlState> takeDue(Instant now, int atMost, Lane lane) {
    PriorityQueue<UrlState> queue = queue(lane);
    List<UrlState> due = new ArrayList<>();
    List<UrlState> stillInHand = new ArrayList<>();
    while (due.size() < atMost && !queue.isEmpty() && !due(queue.peek()).isAfter(now)) {
      UrlState state = queue.remove();
      Key key = Key.of(state.target().urlId());
      // Anything else is an older state of a URL that was parked again or has ended.
      if (state.equals(parked.get(key))) {
        // It is parked first and let go of then: between the two its time can come.
        (inHand.add(key) ? due : stillInHand).add(state);
      }
    }
    queue.addAll(stillInHand);
    return due;
  }

  /** Takes a host's parked URLs in hand that were discovered at a time or before, due or not. */
  public synchronized List<UrlState> takeParked(String authority, Instant limit) {
    return parked.values().stream()
        .filter(state -> Authority.of(state.target().url()).equals(authority))
        .filter(state -> state.discovered() != null && !state.discovered().isAfter(limit))
        .filter(state -> inHand.add(Key.of(state.target().urlId())))
        .toList();
  }

  /** Puts a URL back that was taken too early, without a new state. */
  public synchronized void putBack(UrlState state, Instant later) {
    Key key = Key.of(state.target().urlId());
    inHand.remove(key);
    park(key, state.dueAt(later));
  }

  /** Takes fetched pages in hand that are to be looked at again now, at most so many. */
  public synchronized List<UrlState> takeRevisits(Instant now, int atMost) {
    return revisits.takeDue(
        now,
        atMost,
        state -> {
          Key key = Key.of(state.target().urlId());
          return !parked.containsKey(key) && inHand.add(key);
        });
  }

  /** The state of a page that is to be, or is being, looked at again. */
  public synchronized Optional<UrlState> revisited(String urlId) {
    return revisits.find(urlId);
  }

  public synchronized int revisitCount() {
    return revisits.size();
  }

  /** Forgets what ended before a time: no source shows it any more. */
  public synchronized void forgetEndedBefore(Instant limit) {
    ended.removeBefore(limit.toEpochMilli());
  }

  /** How a URL ended, where it has. */
  public synchronized Optional<UrlState.Status> ending(String urlId) {
    return ended.find(Key.of(urlId).high()).map(EndedUrls.Ended::status);
  }

  /** The state of a parked URL. */
  public synchronized Optional<UrlState> parked(String urlId) {
    return Optional.ofNullable(parked.get(Key.of(urlId)));
  }

  public synchronized boolean isInHand(String urlId) {
    return inHand.contains(Key.of(urlId));
  }

  public synchronized int parkedCount() {
    return parked.size();
  }

  public synchronized int parkedCount(Lane lane) {
    return lane == Lane.BACKFILL ? backfillParked : parked.size() - backfillParked;
  }

  /** Whether so many URLs of a host's lane are parked that no more of them should be. */
  public synchronized boolean hasEnough(String authority, Lane lane) {
    return byHost(lane).getOrDefault(authority, 0)
        >= MAX_PARKED_OF_A_HOST.getOrDefault(lane, Integer.MAX_VALUE);
  }

  public synchronized int endedCount() {
    return ended.size();
  }

  /** When the parked URL of a lane that has waited longest was due; null when none is parked. */
  public synchronized @Nullable Instant oldestDue(Lane lane) {
    PriorityQueue<UrlState> queue = queue(lane);
    while (!queue.isEmpty()) {
      UrlState first = queue.peek();
      if (first.equals(parked.get(Key.of(first.target().urlId())))) {
        return due(first);
      }
      queue.remove();
    }
    return null;
  }

  private void park(Key key, UrlState state) {
    unpark(key);
    parked.put(key, state);
    count(state, 1);
    queue(Lane.orLive(state.lane())).add(state);
  }

  private void unpark(Key key) {
    UrlState before = parked.remove(key);
    if (before != null) {
      count(before, -1);
    }
  }

  private void count(UrlState state, int more) {
    Lane lane = Lane.orLive(state.lane());
    backfillParked += lane == Lane.BACKFILL ? more : 0;
    byHost(lane)
        .merge(
            Authority.of(state.target().url()),
            more,
            (before, now) -> before + now == 0 ? null : before + now);
  }

  private Map<String, Integer> byHost(Lane lane) {
    return Objects.requireNonNull(parkedByHost.get(lane));
  }

  private PriorityQueue<UrlState> queue(Lane lane) {
    return Objects.requireNonNull(byDue.get(lane));
  }

  private boolean isWanted(UrlToFetch target, Instant discovered, Key key) {
    EndedUrls.Ended end = ended.find(key.high()).orElse(null);
    if (end == null) {
      return true;
    }
    return switch (target.why()) {
      // Another source may be the first to say so, or the same one after a crash.
      case NEW -> isChangedSince(target, discovered, end);
      case REDIRECT -> false;
      // A fetch later than the discovery has seen the change already.
      case UPDATED, REVISIT -> discovered.toEpochMilli() > end.atMillis();
    };
  }

  /** A date in the future is the mistake of a clock and says nothing. */
  private static boolean isChangedSince(
      UrlToFetch target, Instant discovered, EndedUrls.Ended end) {
    Instant updated = target.updated();
    return updated != null
        && !updated.isAfter(discovered)
        && updated.toEpochMilli() > end.atMillis();
  }

  private static Instant due(UrlState state) {
    return state.due() == null ? state.at() : state.due();
  }
}
