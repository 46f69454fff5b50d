package org.copydesk.app.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** How the embedded broker differs from a Kafka broker's defaults: one node, small, on loopback. */
final class BrokerConfig {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Pages have at most 5 MiB; the rest is room for their headers and the batch around them. */
  private static final int MAX_RECORD_BYTES = 8 << 20;

  /** What one partition may keep; a page topic of a dozen partitions stays below 2 GiB. */
  private static final long MAX_PARTITION_BYTES = 128L << 20;

  private static final int SEGMENT_BYTES = 16 << 20;

  private BrokerConfig() {}

  static Properties properties(Path logs, BrokerPorts ports) {
    Properties config = new Properties();
    node(config, logs, ports);
    singleReplica(config);
    smallMemory(config);
    boundedDisk(config);
    return config;
  }

  /** Of the same node, its controller alone, which ends the session of a broker soon. */
  static Properties controllerProperties(Path logs, BrokerPorts ports) {
    Properties config = properties(logs, ports);
    config.put("process.roles", "controller");
    config.put("listeners", "CONTROLLER://" + ports.controllerAddress());
    config.remove("advertised.listeners");
    config.remove("inter.broker.listener.name");
    config.put("broker.session.timeout.ms", "500");
    config.put("broker.heartbeat.interval.ms", "250");
    return config;
  }

  private static void node(Properties config, Path logs, BrokerPorts ports) {
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("log.dirs", logs.toString());
    config.put(
        "listeners",
        "CLIENT://%s,CONTROLLER://%s".formatted(ports.clientAddress(), ports.controllerAddress()));
    config.put("advertised.listeners", "CLIENT://" + ports.clientAddress());
    config.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("inter.broker.listener.name", "CLIENT");
    config.put("controller.listener.names", CONTROLLER_LISTENER);
    config.put("controller.quorum.voters", NODE_ID + "@" + ports.controllerAddress());
    config.put("auto.create.topics.enable", "false");
    config.put("group.initial.rebalance.delay.ms", "0");
    // The only voter need not wait for others before it elects itself.
    config.put("controller.quorum.election.timeout.ms", "250");
    // A restart after a crash waits until the controller counts the ended broker's session as over.
    config.put("broker.session.timeout.ms", "3000");
    config.put("broker.heartbeat.interval.ms", "750");
    config.put("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
  }

  private static void singleReplica(Properties config) {
    config.put("default.replication.factor", "1");
    config.put("min.insync.replicas", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void smallMemory(Properties config) {
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "3");
    config.put("background.threads", "2");
    config.put("num.recovery.threads.per.data.dir", "2");
    config.put("group.coordinator.threads", "1");
    config.put("log.cleaner.threads", "1");
    // The default of 128 MiB is taken from the heap at the start.
    config.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    config.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
    config.put("log.index.size.max.bytes", Integer.toString(1 << 20));
  }

  private static void boundedDisk(Properties config) {
    config.put("log.segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("log.retention.bytes", Long.toString(MAX_PARTITION_BYTES));
    config.put("offsets.topic.segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("transaction.state.log.segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("metadata.log.segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("metadata.max.retention.bytes", Long.toString(4L * SEGMENT_BYTES));
    config.put("metadata.log.max.record.bytes.between.snapshots", Integer.toString(SEGMENT_BYTES));
  }
}
