package org.copydesk.pipeline.testing;

import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * One Kafka node (broker and controller) in this JVM, on free loopback ports, with its data in the
 * temporary folder. It is Kafka's own test kit, so its failures are the test's failures and never
 * end the JVM.
 */
public final class TestBroker implements AutoCloseable {
  private final KafkaClusterTestKit kit;

  private TestBroker(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /** Starts a broker and returns once clients can use it, after about three seconds. */
  public static TestBroker start() {
    try {
      KafkaClusterTestKit kit = smallSingleNode();
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      return new TestBroker(kit);
    } catch (Exception e) {
      throw new IllegalStateException("the test broker did not start", e);
    }
  }

  private static KafkaClusterTestKit smallSingleNode() throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .build();
    return new KafkaClusterTestKit.Builder(nodes)
        .setConfigProp("auto.create.topics.enable", "false")
        .setConfigProp("group.initial.rebalance.delay.ms", "0")
        .setConfigProp("log.cleaner.dedupe.buffer.size", "2097152")
        .setConfigProp("num.network.threads", "2")
        .setConfigProp("num.io.threads", "2")
        .setConfigProp("offsets.topic.num.partitions", "4")
        .setConfigProp("offsets.topic.replication.factor", "1")
        .setConfigProp("share.coordinator.state.topic.min.isr", "1")
        .setConfigProp("share.coordinator.state.topic.num.partitions", "1")
        .setConfigProp("share.coordinator.state.topic.replication.factor", "1")
        .setConfigProp("transaction.state.log.min.isr", "1")
        .setConfigProp("transaction.state.log.num.partitions", "4")
        .setConfigProp("transaction.state.log.replication.factor", "1")
        .build();
  }

  /** The broker's address, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return kit.bootstrapServers();
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException("the test broker did not stop", e);
    }
  }
}
