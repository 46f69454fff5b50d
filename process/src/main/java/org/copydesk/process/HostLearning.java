package org.copydesk.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copydesk.extract.learned.HostSketch;
import org.copydesk.extract.learned.LearnedBoilerplate;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;

/**
 * Learns the furniture of hosts from their pages. Law: memory holds what is committed to the topic
 * and nothing else, so that a batch that is handled again teaches the same again.
 */
final class HostLearning {
  private final LearnedHosts hosts;
  private final BoilerplateTopic topic;

  HostLearning(LearnedHosts hosts, BoilerplateTopic topic) {
    this.hosts = hosts;
    this.topic = topic;
  }

  void starting(Set<PartitionId> partitions) {
    topic.load(partitions, hosts);
  }

  void released(Set<PartitionId> partitions) {
    hosts.release(partitions);
  }

  Lessons begin() {
    return new Lessons();
  }

  private static LearnedHosts.Key host(Incoming page) {
    return new LearnedHosts.Key(page.partition().partition(), page.keyText());
  }

  /** What one batch teaches; belongs to one thread. */
  final class Lessons {
    private final Map<LearnedHosts.Key, HostSketch> sketches = new LinkedHashMap<>();

    private Lessons() {}

    /** What is furniture on the host of a page, by all lessons so far. */
    LearnedBoilerplate known(Incoming page) {
      HostSketch learned = sketches.get(host(page));
      return learned == null ? hosts.boilerplate(host(page)) : learned.boilerplate();
    }

    /** Adds what was seen on a page. */
    void add(Incoming page, HostSketch seen) {
      LearnedHosts.Key host = host(page);
      HostSketch before = sketches.get(host);
      sketches.put(host, (before == null ? hosts.sketch(host) : before).merge(seen));
    }

    /** What is to be written for the hosts of which anything new was seen. */
    List<Outgoing> records() {
      sketches.entrySet().removeIf(entry -> entry.getValue().equals(hosts.sketch(entry.getKey())));
      return sketches.entrySet().stream()
          .map(entry -> topic.record(entry.getKey(), entry.getValue()))
          .toList();
    }

    /** To be called when the records are committed. */
    void committed() {
      sketches.forEach(hosts::put);
    }
  }
}
