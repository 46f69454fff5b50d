package org.copydesk.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.pipeline.kafka.PartitionId;

/**
 * What is known of the furniture of the hosts whose shards are ours, as far as it is committed.
 * Thread-safe.
 *
 * <p>It holds at most {@value #MAX_HOSTS} hosts, about 10 KB each. Of more, those not seen for the
 * longest time are forgotten: they begin anew, unless a start reads them again from the topic. An
 * installation with more hosts than that adds instances, which divide them.
 */
final class LearnedHosts {
  static final int MAX_HOSTS = 5_000;

  private static final Host NOTHING = new Host(HostSketch.empty(), LearnedBoilerplate.none());

  private final Map<Key, Host> hosts = new LinkedHashMap<>(64, 0.75f, true);
  private final int maxHosts;

  LearnedHosts() {
    this(MAX_HOSTS);
  }

  LearnedHosts(int maxHosts) {
    this.maxHosts = maxHosts;
  }

  /** Which host, in which shard. */
  record Key(int shard, String authority) {}

  private record Host(HostSketch sketch, LearnedBoilerplate boilerplate) {}

  synchronized LearnedBoilerplate boilerplate(Key key) {
    return hosts.getOrDefault(key, NOTHING).boilerplate();
  }

  synchronized HostSketch sketch(Key key) {
    return hosts.getOrDefault(key, NOTHING).sketch();
  }

  synchronized void put(Key key, HostSketch sketch) {
    hosts.put(key, new Host(sketch, sketch.boilerplate()));
    if (hosts.size() > maxHosts) {
      var oldest = hosts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void forget(Key key) {
    hosts.remove(key);
  }

  /** Forgets all hosts of the shards of these partitions. */
  synchronized void release(Set<PartitionId> partitions) {
    Set<Integer> shards =
        partitions.stream().map(PartitionId::partition).collect(Collectors.toSet());
    hosts.keySet().removeIf(key -> shards.contains(key.shard()));
  }

  synchronized int size() {
    return hosts.size();
  }
}
