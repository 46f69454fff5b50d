package org.copydesk.ingest.politeness;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** The visits under way, and who waits for one of those left to backfill. Not thread-safe. */
final class Flights {

  private record Flight(int shard, boolean backfill, Thread thread) {}

  private final PolitenessLimits limits;
  private final Map<Host, Flight> flights = new HashMap<>();
  private final SequencedSet<Host> held = new LinkedHashSet<>();
  private int backfill;

  Flights(PolitenessLimits limits) {
    this.limits = limits;
  }

  int count() {
    return flights.size();
  }

  boolean areAllTaken() {
    return flights.size() >= limits.parallel();
  }

  /** Whether backfill has a visit left for this host, which otherwise waits for one. */
  boolean admitsBackfill(Host host) {
    if (backfill < limits.parallelBackfill()) {
      return true;
    }
    held.add(host);
    return false;
  }

  void begin(Host host, boolean isBackfill, Thread thread) {
    held.remove(host);
    flights.put(host, new Flight(host.shard(), isBackfill, thread));
    backfill += isBackfill ? 1 : 0;
  }

  /** Ends a visit. Gives the host that may begin one of backfill now. */
  Optional<Host> end(Host host) {
    Flight ended = flights.remove(host);
    if (ended == null || !ended.backfill()) {
      return Optional.empty();
    }
    backfill--;
    return held.isEmpty() ? Optional.empty() : Optional.of(held.removeFirst());
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
    held.removeIf(host -> shards.contains(host.shard()));
  }
}
