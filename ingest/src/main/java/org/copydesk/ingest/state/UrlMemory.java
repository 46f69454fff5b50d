package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.Lane;
import org.copydesk.pipeline.message.UrlState;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of one shard: which have come to an end, which are parked until when, which are in hand.
 * A parked URL stands in its host's line unless it is in hand. A finished URL costs 24 to 48 bytes.
 * Thread-safe.
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
  private final Map<Lane, HostLines> lines = new EnumMap<>(Lane.class);
  private final Set<Key> inHand = new HashSet<>();
  private final Revisits revisits = new Revisits();
  private int backfillParked;

  public UrlMemory() {
    for (Lane lane : Lane.values()) {
      lines.put(lane, new HostLines());
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
    Key key = Key.of(urlId);
    inHand.remove(key);
    UrlState waiting = parked.get(key);
    if (waiting != null) {
      line(waiting).add(waiting);
    }
  }

  /**
   * Takes the parked URL of a lane in hand that has waited longest for its host, of those that are
   * due and whose hosts' lines may be woken.
   */
  public synchronized Optional<UrlState> takeNext(Instant now, Lane lane) {
    Optional<UrlState> next = lines(lane).takeNext(now);
    next.ifPresent(state -> inHand.add(Key.of(state.target().urlId())));
    return next;
  }

  /** Takes a host's parked URLs in hand that were discovered at a time or before, due or not. */
  public synchronized List<UrlState> takeParked(String authority, Instant limit) {
    List<UrlState> taken =
        parked.values().stream()
            .filter(state -> Authority.of(state.target().url()).equals(authority))
            .filter(state -> state.discovered() != null && !state.discovered().isAfter(limit))
            .filter(state -> inHand.add(Key.of(state.target().urlId())))
            .toList();
    taken.forEach(state -> line(state).remove(state));
    return taken;
  }

  /**
   * Puts a URL back whose host has no room for it. Its place in the line stays, and nothing of the
   * line is woken before a time.
   */
  public synchronized void putBack(UrlState state, Instant notBefore) {
    Key key = Key.of(state.target().urlId());
    inHand.remove(key);
    if (state.equals(parked.get(key))) {
      line(state).putBack(state, notBefore);
    }
  }

  /** Whether parked URLs of a host wait although they are due: what comes now comes behind them. */
  public synchronized boolean isWaiting(String authority, Lane lane, Instant now) {
    return lines(lane).isWaiting(authority, now);
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

  /** The state of a parked URL, due when it may be woken. */
  public synchronized Optional<UrlState> parked(String urlId) {
    return Optional.ofNullable(parked.get(Key.of(urlId)))
        .map(state -> state.dueAt(line(state).notBefore(state)));
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
    return lines(lane).count(authority)
        >= MAX_PARKED_OF_A_HOST.getOrDefault(lane, Integer.MAX_VALUE);
  }

  public synchronized int endedCount() {
    return ended.size();
  }

  /** When the next parked URL of a lane may be woken, or could have been; null when none waits. */
  public synchronized @Nullable Instant oldestDue(Lane lane) {
    return lines(lane).next();
  }

  private void park(Key key, UrlState state) {
    unpark(key);
    parked.put(key, state);
    backfillParked += state.cameByBackfill() ? 1 : 0;
    if (!inHand.contains(key)) {
      line(state).add(state);
    }
  }

  private void unpark(Key key) {
    UrlState before = parked.remove(key);
    if (before != null) {
      backfillParked -= before.cameByBackfill() ? 1 : 0;
      line(before).remove(before);
    }
  }

  private HostLines line(UrlState state) {
    return lines(Lane.orLive(state.lane()));
  }

  private HostLines lines(Lane lane) {
    return Objects.requireNonNull(lines.get(lane));
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
}
