package org.copydesk.ingest.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.copydesk.pipeline.message.HostState;
import org.jspecify.annotations.Nullable;

/**
 * What was last noted of each host of a shard. Where the texts of robots.txt take more than their
 * room, those that were noted longest ago are forgotten; their hosts are asked again. Thread-safe.
 */
final class HostMemory {

  private final long room;
  private final Map<String, HostState> hosts = new HashMap<>();

  /** The length of each text that is kept, in the order in which they were noted. */
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  private long taken;

  /**
   * @param room characters of robots.txt that are kept
   */
  HostMemory(long room) {
    this.room = room;
  }

  synchronized Optional<HostState> find(String authority) {
    return Optional.ofNullable(hosts.get(authority));
  }

  synchronized void put(HostState state) {
    forgetText(state.authority());
    hosts.put(state.authority(), state);
    String text = state.robots();
    if (text != null) {
      texts.put(state.authority(), text.length());
      taken += text.length();
    }
    while (taken > room) {
      String oldest = texts.keySet().iterator().next();
      forgetText(oldest);
      hosts.computeIfPresent(oldest, (authority, host) -> host.withoutRobots());
    }
  }

  synchronized void remove(String authority) {
    forgetText(authority);
    hosts.remove(authority);
  }

  /** Forgets what hosts said before a time, unless they are suspended still. */
  synchronized void forgetBefore(Instant limit) {
    hosts
        .values()
        .removeIf(
            host ->
                isBefore(host.robotsFetched(), limit) && isBefore(host.suspendedUntil(), limit));
    texts.keySet().stream()
        .filter(authority -> !hosts.containsKey(authority))
        .toList()
        .forEach(this::forgetText);
  }

  private void forgetText(String authority) {
    Integer length = texts.remove(authority);
    taken -= length == null ? 0 : length;
  }

  private static boolean isBefore(@Nullable Instant time, Instant limit) {
    return time == null || time.isBefore(limit);
  }
}
