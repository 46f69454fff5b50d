package org.copydesk.pipeline.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.copydesk.pipeline.message.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Divides the live topics as cooperative-sticky does, and gives partition p of a backfill topic to
 * whoever has partition p of its live topic: so one instance owns all of a shard, and with it all
 * that concerns a host. Left alone, cooperative-sticky would divide two topics apart from each
 * other.
 *
 * <p>Law: no partition is given to a member while another member still holds it. Public because
 * Kafka makes it by its name.
 */
public final class ShardAssignor extends CooperativeStickyAssignor {

  @Override
  public String name() {
    return "copydesk-shards";
  }

  @Override
  public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
    Map<String, Subscription> members = group.groupSubscription();
    Map<String, Subscription> live = new HashMap<>();
    members.forEach((member, subscription) -> live.put(member, liveOf(subscription)));
    Map<String, Assignment> divided =
        super.assign(metadata, new GroupSubscription(live)).groupAssignment();
    Map<String, Set<TopicPartition>> paired = new HashMap<>();
    divided.forEach(
        (member, assignment) ->
            paired.put(member, withBackfill(assignment.partitions(), members, member, metadata)));
    withhold(paired, members);
    Map<String, Assignment> result = new HashMap<>();
    divided.forEach(
        (member, assignment) ->
            result.put(
                member,
                new Assignment(List.copyOf(ofMember(paired, member)), assignment.userData())));
    return new GroupAssignment(result);
  }

  private static Subscription liveOf(Subscription all) {
    Subscription live =
        new Subscription(
            all.topics().stream().filter(topic -> Lane.of(topic) == Lane.LIVE).toList(),
            all.userData(),
            all.ownedPartitions().stream()
                .filter(partition -> Lane.of(partition.topic()) == Lane.LIVE)
                .toList(),
            all.generationId().orElse(-1),
            all.rackId());
    live.setGroupInstanceId(all.groupInstanceId());
    return live;
  }

  private static Set<TopicPartition> withBackfill(
      List<TopicPartition> live,
      Map<String, Subscription> members,
      String member,
      Cluster metadata) {
    Set<TopicPartition> paired = new HashSet<>(live);
    Subscription subscription = members.get(member);
    if (subscription == null) {
      return paired;
    }
    for (String topic : subscription.topics()) {
      if (Lane.of(topic) == Lane.BACKFILL) {
        Integer count = metadata.partitionCountForTopic(topic);
        live.stream()
            .filter(partition -> count != null && partition.partition() < count)
            .forEach(partition -> paired.add(new TopicPartition(topic, partition.partition())));
      }
    }
    return paired;
  }

  /** Keeps shards back that a member holds who is to give them up: the next round gives them. */
  private static void withhold(
      Map<String, Set<TopicPartition>> paired, Map<String, Subscription> members) {
    Map<TopicPartition, Set<String>> holders = new HashMap<>();
    members.forEach(
        (member, subscription) ->
            subscription
                .ownedPartitions()
                .forEach(
                    held -> holders.computeIfAbsent(held, unseen -> new HashSet<>()).add(member)));
    paired.forEach(
        (member, partitions) -> {
          Set<Integer> awaited =
              partitions.stream()
                  .filter(partition -> isElsewhere(holders.get(partition), member))
                  .map(TopicPartition::partition)
                  .collect(Collectors.toSet());
          partitions.removeIf(partition -> awaited.contains(partition.partition()));
        });
  }

  private static boolean isElsewhere(@Nullable Collection<String> holders, String member) {
    return holders != null && !holders.contains(member);
  }

  private static Collection<TopicPartition> ofMember(
      Map<String, Set<TopicPartition>> paired, String member) {
    return new ArrayList<>(paired.getOrDefault(member, Set.of()));
  }
}
