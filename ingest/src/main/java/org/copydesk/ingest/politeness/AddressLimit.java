package org.copydesk.ingest.politeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Bounds how many hosts of one address are visited at a time: a thousand names may be one server. A
 * host whose address is known waits before its visit; of any other the address shows when its name
 * is looked up, and a visit that finds no room then ends before it has asked for anything.
 * Thread-safe.
 */
final class AddressLimit {

  private final int most;

  /** Of each host that is visited, the addresses where it takes a place. */
  private final Map<Host, List<String>> visits = new HashMap<>();

  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, SequencedSet<Host>> waiting = new HashMap<>();

  AddressLimit(int most) {
    this.most = most;
  }

  /** Begins a visit, or lets the host wait for a place at the address it had last. */
  synchronized boolean begin(Host host) {
    List<String> places = new ArrayList<>(1);
    String address = host.address().orElse(null);
    if (address != null && !take(places, address)) {
      waiting.computeIfAbsent(address, key -> new LinkedHashSet<>()).add(host);
      return false;
    }
    places.forEach(place -> stopWaiting(place, host));
    visits.put(host, places);
    return true;
  }

  /** Whether the visit to a host may go on to this address. */
  synchronized boolean arrive(Host host, String address) {
    List<String> places = visits.get(host);
    // Without any, the visit has ended and what still runs is the rest of a broken-off exchange.
    return places != null && (places.contains(address) || take(places, address));
  }

  /** Ends a visit. Gives the hosts whose turn it is to begin one. */
  synchronized List<Host> end(Host host) {
    List<Host> next = new ArrayList<>();
    List<String> places = visits.remove(host);
    for (String address : places == null ? List.<String>of() : places) {
      taken.merge(address, -1, (before, less) -> before == 1 ? null : before + less);
      SequencedSet<Host> queue = waiting.get(address);
      if (queue != null) {
        Host first = queue.getFirst();
        stopWaiting(address, first);
        next.add(first);
      }
    }
    return next;
  }

  /** Lets the hosts of these shards wait no longer. */
  synchronized void forget(Set<Integer> shards) {
    waiting.values().forEach(hosts -> hosts.removeIf(host -> shards.contains(host.shard())));
    waiting.values().removeIf(Set::isEmpty);
  }

  /** How many hosts wait for a place at their address. */
  synchronized int waiting() {
    return waiting.values().stream().mapToInt(Set::size).sum();
  }

  synchronized boolean isWaiting(Host host) {
    return host.address().map(waiting::get).filter(hosts -> hosts.contains(host)).isPresent();
  }

  private void stopWaiting(String address, Host host) {
    SequencedSet<Host> queue = waiting.get(address);
    if (queue != null && queue.remove(host) && queue.isEmpty()) {
      waiting.remove(address);
    }
  }

  private boolean take(List<String> places, String address) {
    int now = taken.getOrDefault(address, 0);
    if (now >= most) {
      return false;
    }
    taken.put(address, now + 1);
    places.add(address);
    return true;
  }
}
