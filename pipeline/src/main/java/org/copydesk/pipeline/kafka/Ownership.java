package org.copydesk.pipeline.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are ours, and which of them flow: new ones wait, paused, until the stage has
 * said where they begin; running ones are paused while the stage wants no more. Belongs to the
 * loop's thread.
 */
final class Ownership {
  private static final Logger log = LoggerFactory.getLogger(Ownership.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Stage stage;
  private final Lanes lanes;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), RandomGenerator.getDefault());
  private final Set<PartitionId> starting = new HashSet<>();
  private final Set<PartitionId> running = new HashSet<>();
  private long nextStartNanos;

  Ownership(Consumer<byte[], byte[]> consumer, Stage stage, Lanes lanes) {
    this.consumer = consumer;
    this.stage = stage;
    this.lanes = lanes;
  }

  /** Notes new partitions; they stay paused until {@link #startPartitions} has placed them. */
  void assigned(Set<PartitionId> partitions) {
    starting.addAll(partitions);
    consumer.pause(kafka(partitions));
    nextStartNanos = System.nanoTime();
  }

  /** Those of these partitions that the stage knows of. */
  Set<PartitionId> running(Set<PartitionId> partitions) {
    return partitions.stream().filter(running::contains).collect(Collectors.toSet());
  }

  void gone(Set<PartitionId> partitions) {
    starting.removeAll(partitions);
    running.removeAll(partitions);
  }

  /** Places the waiting partitions where the stage wants them, unless it is too soon to ask. */
  void startPartitions() {
    if (starting.isEmpty() || System.nanoTime() - nextStartNanos < 0) {
      return;
    }
    try {
      seek(stage.start(Set.copyOf(starting)));
      running.addAll(starting);
      starting.clear();
      backoff.reset();
    } catch (DependencyUnavailable e) {
      Duration pause = backoff.next();
      nextStartNanos = System.nanoTime() + pause.toNanos();
      log.atWarn()
          .addKeyValue("dependency", e.dependency())
          .addKeyValue("reason", e.getMessage())
          .addKeyValue("retry_in", pause)
          .log("partitions cannot start yet");
    }
  }

  /** Takes abandoned work up again from its beginning. */
  void rewind() {
    Map<PartitionId, Long> rewinds = stage.takeRewinds();
    rewinds.keySet().retainAll(running);
    seek(rewinds);
  }

  /** Lets flow what the stage has room for, live work first; whether anything flows. */
  boolean pauseAndResume() {
    lanes.look(running);
    Set<PartitionId> flowing =
        running.stream()
            .filter(lanes::mayFlow)
            .filter(stage::wantsMore)
            .collect(Collectors.toSet());
    Set<PartitionId> held = new HashSet<>(running);
    held.removeAll(flowing);
    held.addAll(starting);
    consumer.pause(kafka(held));
    consumer.resume(kafka(flowing));
    return !flowing.isEmpty() || running.isEmpty();
  }

  private void seek(Map<PartitionId, Long> offsets) {
    offsets.forEach((partition, offset) -> consumer.seek(partition.toKafka(), offset));
  }

  private static Collection<TopicPartition> kafka(Set<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::toKafka).toList();
  }
}
