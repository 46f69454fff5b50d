package org.copydesk.pipeline.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing, checks those that are there, and answers about them. */
public final class TopicAdmin implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
  private static final int LIMIT_SECONDS = 30;

  /** What is still asked then is not waited for: the broker may be away for long. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private static final Duration LEADER_PAUSE = Duration.ofMillis(100);

  /**
   * How many partitions and replicas new topics get.
   *
   * @param shards partitions of every sharded topic; fixed for the life of the data
   * @param partitions partitions of the other topics
   * @param replication replicas of every partition
   */
  public record Sizes(int shards, int partitions, short replication) {

    /** As configured: the other topics get as many partitions as there are shards. */
    public static Sizes of(TopicsConfig config) {
      return new Sizes(config.partitions(), config.partitions(), (short) config.replication());
    }
  }

  private final Admin admin;

  public TopicAdmin(KafkaSettings settings) {
    this.admin = Admin.create(ClientProperties.admin(settings));
  }

  /**
   * Sees to it that the topics are there as they should be.
   *
   * @throws ServiceFailure when a sharded topic has another partition count
   * @throws DependencyUnavailable when the broker does not answer
   */
  public void ensure(Collection<Topic> topics, Sizes sizes) {
    Map<String, TopicDescription> there = describe(names(topics));
    List<Topic> missing =
        topics.stream().filter(topic -> !there.containsKey(topic.name())).toList();
    create(missing, sizes);
    for (Topic topic : topics) {
      TopicDescription description = there.get(topic.name());
      if (description != null && topic.layout() == Topic.Layout.SHARDED) {
        verify(description, sizes);
      }
    }
  }

  /** How many partitions a topic has; empty when there is no such topic. */
  public Optional<Integer> partitionCount(String topic) {
    return Optional.ofNullable(describe(Set.of(topic)).get(topic))
        .map(description -> description.partitions().size());
  }

  /** A topic's own UUID, which a deleted and recreated one does not keep. */
  public Optional<String> topicId(String topic) {
    return Optional.ofNullable(describe(Set.of(topic)).get(topic))
        .map(description -> description.topicId().toString());
  }

  /** Where partitions begin: retention takes away what was before. */
  public Map<PartitionId, Long> beginningOffsets(Set<PartitionId> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** Where partitions end: the offset that the next record gets. */
  public Map<PartitionId, Long> endOffsets(Set<PartitionId> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /** The first records written at this time or later; where there is none, the partition's end. */
  public Map<PartitionId, Long> offsetsAt(Set<PartitionId> partitions, Instant time) {
    Map<PartitionId, Long> ends = endOffsets(partitions);
    Map<PartitionId, Long> found =
        offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
    found.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
    return found;
  }

  private Map<PartitionId, Long> offsets(Set<PartitionId> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(PartitionId::toKafka, partition -> spec));
    Map<PartitionId, Long> offsets = new HashMap<>();
    try {
      Answers.get(admin.listOffsets(asked).all(), LIMIT_SECONDS)
          .forEach((partition, found) -> offsets.put(PartitionId.of(partition), found.offset()));
    } catch (UnknownTopicOrPartitionException e) {
      // A broker may hear of a new topic later than the one that created it.
      throw new DependencyUnavailable("kafka", Failures.describe(e), e);
    }
    return offsets;
  }

  @Override
  public void close() {
    admin.close(CLOSE_LIMIT);
  }

  private void create(List<Topic> missing, Sizes sizes) {
    Map<String, KafkaFuture<Void>> answers =
        admin.createTopics(missing.stream().map(topic -> newTopic(topic, sizes)).toList()).values();
    Set<PartitionId> created = new HashSet<>();
    for (Topic topic : missing) {
      try {
        Answers.get(requireNonNull(answers.get(topic.name())), LIMIT_SECONDS);
        log.atInfo().addKeyValue("topic", topic.name()).log("topic created");
        for (int partition = 0; partition < partitions(topic, sizes); partition++) {
          created.add(new PartitionId(topic.name(), partition));
        }
      } catch (TopicExistsException e) {
        // Another instance was quicker.
        log.atDebug().addKeyValue("topic", topic.name()).log("topic exists already");
      }
    }
    awaitLeaders(created);
  }

  /**
   * Waits until the leader of each new partition answers. A producer that writes earlier may have
   * its first batch refused and its second one taken, and then never gets the first one in
   * (KAFKA-15591).
   */
  private void awaitLeaders(Set<PartitionId> created) {
    long limitNanos = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
    while (true) {
      try {
        endOffsets(created);
        return;
      } catch (DependencyUnavailable e) {
        if (System.nanoTime() - limitNanos > 0 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(LEADER_PAUSE.toNanos());
      }
    }
  }

  private static NewTopic newTopic(Topic topic, Sizes sizes) {
    return new NewTopic(topic.name(), partitions(topic, sizes), sizes.replication())
        .configs(topic.config());
  }

  private static int partitions(Topic topic, Sizes sizes) {
    return topic.layout() == Topic.Layout.SPREAD ? sizes.partitions() : sizes.shards();
  }

  private static void verify(TopicDescription there, Sizes sizes) {
    int partitions = there.partitions().size();
    if (partitions != sizes.shards()) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "topic "
              + there.name()
              + " has "
              + partitions
              + " partitions, but topics.partitions says "
              + sizes.shards()
              + ": hosts belong to partitions, so the count cannot change in place; set topics.partitions back to "
              + partitions
              + ", or let the services drain, delete the sharded topics and start again");
    }
  }

  private Map<String, TopicDescription> describe(Set<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              try {
                found.put(name, Answers.get(answer, LIMIT_SECONDS));
              } catch (UnknownTopicOrPartitionException e) {
                // Missing topics are simply not in the answer.
                log.atDebug().addKeyValue("topic", name).log("no such topic");
              }
            });
    return found;
  }

  private static Set<String> names(Collection<Topic> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.toSet());
  }
}
