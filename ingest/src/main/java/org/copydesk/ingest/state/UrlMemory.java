package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of one shard: which have come to an end, which are parked until when, which are in hand.
 * A finished URL costs about a hundred bytes. Thread-safe.
 */
public final class UrlMemory {

  /** 128 of a URL id's 256 bits: enough to tell apart more URLs than there will ever be. */
  private record Key(long high, long low) {
    static Key of(String urlId) {
      return new Key(
          Long.parseUnsignedLong(urlId, 0, 16, 16), Long.parseUnsignedLong(urlId, 16, 32, 16));
    }
  }

  private record Ended(UrlState.Status status, long atMillis) {}

  private final Map<Key, Ended> ended = new HashMap<>();
  private final Map<Key, UrlState> parked = new HashMap<>();
  private final PriorityQueue<UrlState> byDue =
      new PriorityQueue<>(Comparator.comparing(UrlMemory::due));
  private final Set<Key> inHand = new HashSet<>();
  private final Revisits revisits = new Revisits();

  /** Takes in a state that was written, by us or by an earlier owner. */
  public synchronized void put(UrlState state) {
    Key key = Key.of(state.target().urlId());
    revisits.note(state);
    if (state.status() == UrlState.Status.PARKED) {
      ended.remove(key);
      parked.put(key, state);
      byDue.add(state);
    } else {
      parked.remove(key);
      ended.put(key, new Ended(state.status(), state.at().toEpochMilli()));
    }
  }

  /** Forgets a URL whose state was taken away. */
  public synchronized void forget(String urlId) {
    Key key = Key.of(urlId);
    ended.remove(key);
    parked.remove(key);
    revisits.forget(urlId);
  }

  /**
   * Takes a URL in hand, unless there is nothing to do for it: it is in hand, parked, or has come
   * to an end and nothing says that it changed since.
   */
  public synchronized boolean take(UrlToFetch target, Instant discovered) {
    Key key = Key.of(target.urlId());
    if (inHand.contains(key) || parked.containsKey(key) || !isWanted(target, discovered, key)) {
      return false;
    }
    inHand.add(key);
    return true;
  }

  /** Lets a URL go out of hand. */
  public synchronized void release(String urlId) {
    inHand.remove(Key.of(urlId));
  }

  /** Takes parked URLs in hand that are due, at most so many. */
  public synchronized List<UrlState> takeDue(Instant now, int atMost) {
    List<UrlState> due = new ArrayList<>();
    while (due.size() < atMost && !byDue.isEmpty() && !due(byDue.peek()).isAfter(now)) {
      UrlState state = byDue.remove();
      Key key = Key.of(state.target().urlId());
      // Anything else is an older state of a URL that was parked again or has ended.
      if (state.equals(parked.get(key)) && inHand.add(key)) {
        due.add(state);
      }
    }
    return due;
  }

  /** Puts a URL back that was taken too early, without a new state. */
  public synchronized void putBack(UrlState state, Instant later) {
    Key key = Key.of(state.target().urlId());
    inHand.remove(key);
    UrlState postponed =
        new UrlState(
            state.target(),
            state.status(),
            state.at(),
            later,
            state.attempts(),
            state.hops(),
            state.reason(),
            state.leadsTo(),
            state.fetchId(),
            state.discovered(),
            state.traceparent());
    parked.put(key, postponed);
    byDue.add(postponed);
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
    ended.values().removeIf(end -> end.atMillis() < limit.toEpochMilli());
  }

  /** How a URL ended, where it has. */
  public synchronized Optional<UrlState.Status> ending(String urlId) {
    return Optional.ofNullable(ended.get(Key.of(urlId))).map(Ended::status);
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

  public synchronized int endedCount() {
    return ended.size();
  }

  /** When the parked URL that has waited longest was due; null when none is parked. */
  public synchronized @Nullable Instant oldestDue() {
    while (!byDue.isEmpty()) {
      UrlState first = byDue.peek();
      if (first.equals(parked.get(Key.of(first.target().urlId())))) {
        return due(first);
      }
      byDue.remove();
    }
    return null;
  }

  private boolean isWanted(UrlToFetch target, Instant discovered, Key key) {
    Ended end = ended.get(key);
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
  private static boolean isChangedSince(UrlToFetch target, Instant discovered, Ended end) {
    Instant updated = target.updated();
    return updated != null
        && !updated.isAfter(discovered)
        && updated.toEpochMilli() > end.atMillis();
  }

  private static Instant due(UrlState state) {
    return state.due() == null ? state.at() : state.due();
  }
}
