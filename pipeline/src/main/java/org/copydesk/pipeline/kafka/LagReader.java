package org.copydesk.pipeline.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far each stage is behind, from the broker alone, so that it works when the services are
 * down: lag in records from committed and end offsets, and the age of the oldest waiting record
 * from that record's own timestamp, never interpolated. Not thread-safe.
 */
public final class LagReader implements AutoCloseable {
  private static final int LIMIT_SECONDS = 15;

  /** What is still asked then is not waited for: the broker may be away for long. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final Admin admin;
  private final FirstRecords firstRecords;
  private final Clock clock;

  public LagReader(KafkaSettings settings, Clock clock) {
    this.admin = Admin.create(ClientProperties.admin(settings));
    this.firstRecords = new FirstRecords(settings);
    this.clock = clock;
  }

  /**
   * The lag of each reading whose topic exists.
   *
   * @throws DependencyUnavailable when the broker does not answer
   */
  public List<TopicLag> read(List<TopicLag.Reading> readings) {
    Map<String, Map<PartitionId, Long>> committed = new HashMap<>();
    Map<String, Integer> members = new HashMap<>();
    List<TopicLag> lags = new ArrayList<>();
    for (TopicLag.Reading reading : readings) {
      Set<PartitionId> partitions = partitions(reading.topic());
      if (!partitions.isEmpty()) {
        lags.add(
            lag(
                reading,
                partitions,
                committed.computeIfAbsent(
                    reading.group(), group -> GroupOffsets.read(admin, group)),
                members.computeIfAbsent(reading.group(), this::members)));
      }
    }
    return lags;
  }

  @Override
  public void close() {
    firstRecords.close();
    admin.close(CLOSE_LIMIT);
  }

  private TopicLag lag(
      TopicLag.Reading reading,
      Set<PartitionId> partitions,
      Map<PartitionId, Long> committed,
      int members) {
    Map<PartitionId, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<PartitionId, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<PartitionId, Long> waiting = new HashMap<>();
    long lag = 0;
    long done = 0;
    for (PartitionId partition : partitions) {
      long start = starts.getOrDefault(partition, 0L);
      long next = Math.max(start, committed.getOrDefault(partition, start));
      long behind = Math.max(0, ends.getOrDefault(partition, next) - next);
      lag += behind;
      done += next;
      if (behind > 0) {
        waiting.put(partition, next);
      }
    }
    Instant oldest = oldest(waiting);
    return new TopicLag(
        reading.topic(),
        reading.group(),
        partitions.size(),
        members,
        lag,
        done,
        oldest,
        clock.instant());
  }

  private @Nullable Instant oldest(Map<PartitionId, Long> waiting) {
    return firstRecords.read(waiting).values().stream().min(Instant::compareTo).orElse(null);
  }

  private Set<PartitionId> partitions(String topic) {
    try {
      return Answers.get(admin.describeTopics(Set.of(topic)).allTopicNames(), LIMIT_SECONDS)
          .values()
          .stream()
          .flatMap(description -> description.partitions().stream())
          .map(partition -> new PartitionId(topic, partition.partition()))
          .collect(Collectors.toSet());
    } catch (UnknownTopicOrPartitionException e) {
      return Set.of();
    }
  }

  private int members(String group) {
    try {
      return Answers.get(admin.describeConsumerGroups(Set.of(group)).all(), LIMIT_SECONDS)
          .values()
          .stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (GroupIdNotFoundException e) {
      return 0;
    }
  }

  private Map<PartitionId, Long> offsets(Set<PartitionId> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream()
            .map(PartitionId::toKafka)
            .collect(Collectors.toMap(Function.identity(), partition -> which));
    Map<PartitionId, Long> offsets = new HashMap<>();
    Answers.get(
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all(),
            LIMIT_SECONDS)
        .forEach((partition, info) -> offsets.put(PartitionId.of(partition), info.offset()));
    return offsets;
  }
}
