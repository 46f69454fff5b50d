package org.copydesk.ingest.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  /** As long as {@code news.url-state.v1} keeps them. */
  private static final Duration KEPT_URLS = Duration.ofDays(90);

  /** Longer than rules for robots are good for and than any suspension. */
  private static final Duration KEPT_HOSTS = Duration.ofDays(7);

  /** An eighth of the heap, 28 MB of what the launcher gives, for robots.txt of all hosts. */
  private static final int PART_FOR_ROBOTS = 8;

  private final int shard;
  private final SourceCheck check;
  private final IngestMeters meters;
  private final UrlMemory urls = new UrlMemory();
  private final SourceMemory sources = new SourceMemory();
  private final HostMemory hosts;

  private volatile Instant backfillRest = Instant.MIN;

  /**
   * @param shard the number of this one
   * @param shards how authorities are divided
   */
  public ShardState(int shard, Shards shards, IngestMeters meters) {
    this(shard, shards, meters, Runtime.getRuntime().maxMemory() / PART_FOR_ROBOTS);
  }

  /**
   * @param robotsRoom characters of robots.txt that all shards together may keep
   */
  ShardState(int shard, Shards shards, IngestMeters meters, long robotsRoom) {
    this.shard = shard;
    this.hosts = new HostMemory(robotsRoom / shards.count());
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
    return hosts.find(authority);
  }

  /**
   * Forgets what is too old to be of use, as its topics do: how URLs ended, and what hosts said
   * that were not asked again.
   */
  public void forgetOld(Instant now) {
    urls.forgetEndedBefore(now.minus(KEPT_URLS));
    hosts.forgetBefore(now.minus(KEPT_HOSTS));
  }

  /** Reads no backfill before a time: what comes of it now has no room yet. */
  public void restBackfill(Instant until) {
    backfillRest = until;
  }

  public boolean isBackfillResting(Instant now) {
    return now.isBefore(backfillRest);
  }

  public void put(HostState state) {
    hosts.put(state);
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

  /** A parked URL will be fetched: it must be one. Of the others the id and the host are used. */
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
