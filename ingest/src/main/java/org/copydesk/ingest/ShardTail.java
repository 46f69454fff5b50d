package org.copydesk.ingest;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.copydesk.ingest.state.OwnedShards;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.message.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on in the owned partitions of what other processes write to them: {@code news.sources.v1},
 * so that sources which they declare, pause or remove are followed, paused or left while the
 * service runs, and {@code news.robots-referrals.v1}.
 */
final class ShardTail implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ShardTail.class);
  private static final List<String> TOPICS = List.of(Topics.SOURCES, Topics.ROBOTS_REFERRALS);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final OwnedShards shards;
  private final Consumer<Incoming> referrals;
  private final Set<Integer> wanted = new HashSet<>();
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * @param referrals takes questions and answers about robots.txt
   */
  ShardTail(KafkaSettings kafka, OwnedShards shards, Consumer<Incoming> referrals) {
    this.kafka = kafka.withClientId(kafka.clientId() + "-tail");
    this.shards = shards;
    this.referrals = referrals;
  }

  void start() {
    thread = Thread.ofPlatform().name("shard-tail").start(this::run);
  }

  synchronized void follow(Set<Integer> more) {
    wanted.addAll(more);
  }

  synchronized void drop(Set<Integer> gone) {
    wanted.removeAll(gone);
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      try {
        // Not interrupted at first: the consumer would complain about it.
        if (!running.join(POLL.multipliedBy(4))) {
          running.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (!closed) {
      try (CompactedReader reader = new CompactedReader(kafka)) {
        follow(reader);
      } catch (DependencyUnavailable away) {
        log.atDebug()
            .addKeyValue("reason", away.getMessage())
            .log("shards cannot be read on in now");
        LockSupport.parkNanos(POLL.toNanos());
      } catch (RuntimeException e) {
        if (!closed) {
          log.atWarn().setCause(e).log("reading on in shards failed, beginning again");
          LockSupport.parkNanos(POLL.multipliedBy(4).toNanos());
        }
      }
    }
  }

  private void follow(CompactedReader reader) {
    Set<Integer> followed = new HashSet<>();
    while (!closed) {
      Set<Integer> now = wanted();
      Set<Integer> gone = difference(followed, now);
      Set<Integer> more = difference(now, followed);
      if (!gone.isEmpty()) {
        reader.drop(partitions(gone));
      }
      if (!more.isEmpty()) {
        reader.readFromBeginning(partitions(more), this::take);
      }
      followed = now;
      if (followed.isEmpty()) {
        LockSupport.parkNanos(POLL.toNanos());
      } else {
        reader.readNew(POLL, this::take);
      }
    }
  }

  private void take(Incoming record) {
    if (record.partition().topic().equals(Topics.ROBOTS_REFERRALS)) {
      referrals.accept(record);
    } else {
      shards.find(record.partition().partition()).ifPresent(shard -> shard.load(record));
    }
  }

  private synchronized Set<Integer> wanted() {
    return Set.copyOf(wanted);
  }

  private static Set<Integer> difference(Set<Integer> all, Set<Integer> without) {
    return all.stream().filter(shard -> !without.contains(shard)).collect(Collectors.toSet());
  }

  private static Set<PartitionId> partitions(Set<Integer> of) {
    return of.stream()
        .flatMap(shard -> TOPICS.stream().map(topic -> new PartitionId(topic, shard)))
        .collect(Collectors.toSet());
  }
}
