package org.copydesk.pipeline.testing;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * One Kafka node (broker and controller) in this JVM, on free loopback ports, with its data in the
 * temporary folder. It is Kafka's own test kit, so its failures are the test's failures and never
 * end the JVM.
 */
public final class TestBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaClusterTestKit kit;

  private TestBroker(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /**
   * The broker that tests of this JVM share one after the other, without topics and groups, in less
   * time than a new one takes. What used it before must have been closed, not killed: a group is
   * only taken away once its members are gone. It ends with the JVM; its user does not close it.
   */
  public static TestBroker emptied() {
    Shared.BROKER.empty();
    return Shared.BROKER;
  }

  /** Started when it is first asked for. */
  private static final class Shared {
    static final TestBroker BROKER = start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close, "shared-broker-end"));
    }
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
            // One that the kit deletes when it is closed. Its own choice is deleted when the JVM
            // ends, while a broker that is closed only then still writes: the JVM ends as failed.
            .setBaseDirectory(Files.createTempDirectory("copydesk-broker"))
            .build();
    return new KafkaClusterTestKit.Builder(nodes)
        .setConfigProp("auto.create.topics.enable", "false")
        .setConfigProp("group.initial.rebalance.delay.ms", "0")
        .setConfigProp("log.cleaner.dedupe.buffer.size", "2097152")
        // No record twice a second that says nothing: each may take a buffer of 8 MB for good.
        .setConfigProp("metadata.max.idle.interval.ms", "0")
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

  private void empty() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsMatching(TestBroker::isStillUsed)
          .until(
              () -> {
                admin.deleteConsumerGroups(groups(admin)).all().get();
                admin.deleteTopics(admin.listTopics().names().get()).all().get();
                return admin.listTopics().names().get().isEmpty() && groups(admin).isEmpty();
              });
    }
  }

  private static List<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
  }

  /** A member that leaves, or a topic that goes already, takes a moment. */
  private static boolean isStillUsed(Throwable failure) {
    return failure instanceof ExecutionException;
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
