package org.copydesk.ingest.state;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shards that this instance owns now. Thread-safe. */
public final class OwnedShards {

  private final Map<Integer, ShardState> owned = new ConcurrentHashMap<>();

  public void add(ShardState shard) {
    owned.put(shard.shard(), shard);
  }

  public void removeAll(Set<Integer> shards) {
    owned.keySet().removeAll(shards);
  }

  public Optional<ShardState> find(int shard) {
    return Optional.ofNullable(owned.get(shard));
  }

  public Collection<ShardState> all() {
    return owned.values();
  }
}
