package org.copydesk.ingest.politeness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  void end() {
    taken--;
  }

  /** The hosts that may begin a visit now, and hold on no longer. */
  List<Host> release() {
    List<Host> released = new ArrayList<>();
    while (taken + released.size() < most && !held.isEmpty()) {
      released.add(held.removeFirst());
    }
    return released;
  }

  void stopHolding(Host host) {
    held.remove(host);
  }

  /** Lets the hosts of these shards wait no longer. */
  void forget(Set<Integer> shards) {
    held.removeIf(host -> shards.contains(host.shard()));
  }
}
