package org.copydesk.ingest.politeness;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** A part of all visits that one sort of them may take, and who waits for one. Not thread-safe. */
final class Share {

  private final int most;
  private final SequencedSet<Host> held = new LinkedHashSet<>();
  private int taken;

  Share(int most) {
    this.most = most;
  }

  /** Whether there is a visit left for this host, which otherwise waits for one. */
  boolean admits(Host host) {
    if (taken < most) {
      return true;
    }
    held.add(host);
    return false;
  }

  void begin() {
    taken++;
  }

  /** Ends a visit. Gives the host that may begin one now. */
  Optional<Host> end() {
    taken--;
    return held.isEmpty() ? Optional.empty() : Optional.of(held.removeFirst());
  }

  void stopHolding(Host host) {
    held.remove(host);
  }

  /** Lets the hosts of these shards wait no longer. */
  void forget(Set<Integer> shards) {
    held.removeIf(host -> shards.contains(host.shard()));
  }
}
