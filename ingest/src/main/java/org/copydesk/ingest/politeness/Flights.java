package org.copydesk.ingest.politeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The visits under way, and the shares of them that some may take. Not thread-safe. */
final class Flights {

  private record Flight(int shard, List<Share> shares, Thread thread) {}

  private final int most;
  private final Share backfill;
  private final Share failing;
  private final Map<Host, Flight> flights = new HashMap<>();

  Flights(PolitenessLimits limits) {
    this.most = limits.parallel();
    this.backfill = new Share(limits.parallelBackfill());
    this.failing = new Share(limits.parallelFailing());
  }

  int count() {
    return flights.size();
  }

  boolean areAllTaken() {
    return flights.size() >= most;
  }

  /** Whether a visit of its sort is left for this host, which otherwise waits for one. */
  boolean admits(Host host, boolean isBackfill) {
    return sharesOf(host, isBackfill).stream().allMatch(share -> share.admits(host));
  }

  void begin(Host host, boolean isBackfill, Thread thread) {
    backfill.stopHolding(host);
    failing.stopHolding(host);
    List<Share> shares = sharesOf(host, isBackfill);
    shares.forEach(Share::begin);
    flights.put(host, new Flight(host.shard(), shares, thread));
  }

  /**
   * Ends a visit. Gives the hosts that may begin one now, of whatever sort: one that was let go
   * before may have begun a visit of another sort, or none.
   */
  List<Host> end(Host host) {
    Flight ended = flights.remove(host);
    if (ended != null) {
      ended.shares().forEach(Share::end);
    }
    List<Host> next = new ArrayList<>(backfill.release());
    next.addAll(failing.release());
    return next;
  }

  boolean anyTo(Set<Integer> shards) {
    return flights.values().stream().anyMatch(flight -> shards.contains(flight.shard()));
  }

  void interrupt(Set<Integer> shards) {
    flights.values().stream()
        .filter(flight -> shards.contains(flight.shard()))
        .forEach(flight -> flight.thread().interrupt());
  }

  /** Lets the hosts of these shards wait no longer. */
  void forget(Set<Integer> shards) {
    backfill.forget(shards);
    failing.forget(shards);
  }

  private List<Share> sharesOf(Host host, boolean isBackfill) {
    List<Share> shares = new ArrayList<>(2);
    if (isBackfill) {
      shares.add(backfill);
    }
    if (host.isFailing()) {
      shares.add(failing);
    }
    return shares;
  }
}
