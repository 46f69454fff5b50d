package org.copydesk.ingest.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.copydesk.ingest.IngestMeters;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.HostState;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.UrlState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is known of one shard, rebuilt from its partition of the state topics. Thread-safe. */
public final class ShardState {

  private static final Logger log = LoggerFactory.getLogger(ShardState.class);

  private final int shard;
  private final SourceCheck check;
  private final IngestMeters meters;
  private final UrlMemory urls = new UrlMemory();
  private final SourceMemory sources = new SourceMemory();
  private final Map<String, HostState> hosts = new ConcurrentHashMap<>();

  /**
   * @param shard the number of this one
   * @param shards how authorities are divided
   */
  public ShardState(int shard, Shards shards, IngestMeters meters) {
    this.shard = shard;
    this.check = new SourceCheck(shards);
    this.meters = meters;
  }

  public int shard() {
    return shard;
  }

  public UrlMemory urls() {
    return urls;
  }

  public SourceMemory sources() {
    return sources;
  }

  public Optional<HostState> host(String authority) {
    return Optional.ofNullable(hosts.get(authority));
  }

  public void put(HostState state) {
    hosts.put(state.authority(), state);
  }

  /**
   * Takes in one record of a state topic. What cannot be read or used is logged, counted and left
   * out: whoever loads would otherwise meet it again at every start.
   */
  public void load(Incoming incoming) {
    String topic = incoming.partition().topic();
    try {
      load(incoming, topic);
    } catch (RuntimeException e) {
      meters.leftOut(topic);
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("partition", incoming.partition().partition())
          .addKeyValue("offset", incoming.offset())
          .addKeyValue("reason", e.toString())
          .log("state record left out");
    }
  }

  private void load(Incoming incoming, String topic) {
    byte[] value = incoming.value();
    if (value == null) {
      forget(topic, incoming.keyText());
      return;
    }
    switch (topic) {
      case Topics.SOURCES -> sources.put(check.read(incoming));
      case Topics.SOURCE_STATE -> sources.put(Json.read(value, SourceState.class));
      case Topics.URL_STATE -> urls.put(usable(Json.read(value, UrlState.class)));
      case Topics.HOST_STATE -> put(Json.read(value, HostState.class));
      default -> throw new IllegalArgumentException("not a state topic: " + topic);
    }
  }

  /** A parked URL will be fetched: it must be one. Of the others the id alone is used. */
  private static UrlState usable(UrlState state) {
    if (state.status() == UrlState.Status.PARKED) {
      String authority = Authority.of(state.target().url());
      if (state.target().sourceId() == null || authority.isEmpty()) {
        throw new IllegalArgumentException("a parked URL without its source or host");
      }
    }
    return state;
  }

  private void forget(String topic, String key) {
    switch (topic) {
      case Topics.SOURCES -> sources.remove(key);
      case Topics.SOURCE_STATE -> sources.removeState(key);
      case Topics.URL_STATE -> urls.forget(key);
      case Topics.HOST_STATE -> hosts.remove(key);
      default -> throw new IllegalArgumentException("not a state topic: " + topic);
    }
  }
}
