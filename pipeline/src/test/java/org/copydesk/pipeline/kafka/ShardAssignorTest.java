package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.copydesk.pipeline.message.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays a group whose members come and go, round after round, as the coordinator would. */
final class ShardAssignorTest {
  private static final int SHARDS = 12;
  private static final List<String> LANES = List.of(Topics.URLS, Topics.URLS_BACKFILL);

  private final Map<String, Member> members = new TreeMap<>();
  private int generation;

  private static final class Member {
    final ShardAssignor assignor = new ShardAssignor();
    Set<TopicPartition> owned = new HashSet<>();
    int generation = -1;
  }

  @Test
  void oneMemberHasEverything() {
    members.put("one", new Member());

    round(LANES);

    assertThat(owned("one")).hasSize(2 * SHARDS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bothLanesOfAShardAlwaysBelongToOneMember(long seed) {
    Random random = new Random(seed);
    for (int change = 0; change < 60; change++) {
      joinOrLeave(random, change);
      // Members may also come and go before the group has settled.
      int rounds = random.nextInt(4);
      for (int i = 0; i < rounds; i++) {
        round(LANES);
      }
    }
    settle();

    assertThat(members.values().stream().mapToInt(member -> member.owned.size()).sum())
        .isEqualTo(2 * SHARDS);
    int fair = 2 * (SHARDS / members.size());
    assertThat(members.values())
        .allSatisfy(member -> assertThat(member.owned.size()).isBetween(fair, fair + 2));
  }

  @Test
  void backfillThatComesLaterGoesToTheOwnersOfTheShards() {
    members.put("one", new Member());
    members.put("two", new Member());
    for (int i = 0; i < 3; i++) {
      round(List.of(Topics.URLS));
    }

    settle();

    assertThat(owned("one")).hasSize(SHARDS);
    assertThat(owned("two")).hasSize(SHARDS);
  }

  private void joinOrLeave(Random random, int number) {
    boolean leaves = members.size() > 1 && random.nextBoolean();
    if (leaves) {
      members.remove(List.copyOf(members.keySet()).get(random.nextInt(members.size())));
    } else if (members.size() < 6) {
      members.put("member" + number, new Member());
    }
  }

  private void settle() {
    for (int i = 0; i < 4; i++) {
      round(LANES);
    }
  }

  /** One rebalance, and the laws that hold for its answer. */
  private void round(List<String> existing) {
    Map<String, Subscription> subscriptions = new HashMap<>();
    members.forEach((id, member) -> subscriptions.put(id, subscription(member)));
    Map<String, Assignment> answer =
        members
            .values()
            .iterator()
            .next()
            .assignor
            .assign(cluster(existing), new GroupSubscription(subscriptions))
            .groupAssignment();
    generation++;
    assertThat(answer.keySet()).isEqualTo(members.keySet());
    answer.forEach((id, assignment) -> assertThatNobodyElseHolds(assignment, id));
    answer.forEach(this::take);
    if (existing.equals(LANES)) {
      members.values().forEach(ShardAssignorTest::assertPaired);
    }
  }

  private static Subscription subscription(Member member) {
    return new Subscription(
        LANES,
        member.assignor.subscriptionUserData(Set.copyOf(LANES)),
        List.copyOf(member.owned),
        member.generation,
        Optional.empty());
  }

  private void assertThatNobodyElseHolds(Assignment assignment, String id) {
    members.forEach(
        (other, member) -> {
          if (!other.equals(id)) {
            assertThat(Collections.disjoint(assignment.partitions(), member.owned)).isTrue();
          }
        });
  }

  @SuppressWarnings("removal") // an interface takes its place in Kafka 5
  private void take(String id, Assignment assignment) {
    Member member = Objects.requireNonNull(members.get(id));
    member.owned = new HashSet<>(assignment.partitions());
    member.generation = generation;
    member.assignor.onAssignment(
        assignment, new ConsumerGroupMetadata("group", generation, id, Optional.empty()));
  }

  private static void assertPaired(Member member) {
    assertThat(shards(member, Topics.URLS_BACKFILL)).isEqualTo(shards(member, Topics.URLS));
  }

  private static Set<Integer> shards(Member member, String topic) {
    return member.owned.stream()
        .filter(partition -> partition.topic().equals(topic))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  private Set<TopicPartition> owned(String id) {
    return Objects.requireNonNull(members.get(id)).owned;
  }

  private static Cluster cluster(List<String> topics) {
    Node node = new Node(0, "broker.example", 9092);
    Node[] nodes = {node};
    List<PartitionInfo> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (int partition = 0; partition < SHARDS; partition++) {
        partitions.add(new PartitionInfo(topic, partition, node, nodes, nodes));
      }
    }
    return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
  }
}
