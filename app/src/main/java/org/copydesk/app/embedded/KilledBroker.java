package org.copydesk.app.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up for a broker that was killed, before it starts again.
 *
 * <p>The controller counts a killed broker as alive until its session ends. Were the broker to
 * start meanwhile, its transaction coordinator would load first and lose the broker's partitions
 * under it when the session ends: markers of transactions that were being committed are then
 * dropped ("likely deleted already"), and the partition can never be read past them (tried, Kafka
 * 4.3.1). So the controller runs alone, with a short session, until it has fenced the old broker.
 */
final class KilledBroker {
  private static final Logger LOG = LoggerFactory.getLogger(KilledBroker.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private KilledBroker() {}

  /** Whether the last run in this folder did not end in order. */
  static boolean wasKilled(Path logs) {
    return Files.exists(logs.resolve("__cluster_metadata-0"))
        && !Files.exists(logs.resolve(".kafka_cleanshutdown"));
  }

  /** Runs the controller until it has fenced the broker. */
  static void fence(Path logs, BrokerPorts ports) throws InterruptedException, TimeoutException {
    KafkaConfig config =
        KafkaConfig.fromProps(BrokerConfig.controllerProperties(logs, ports), false);
    KafkaRaftServer controller = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      controller.startup();
      awaitFenced();
      LOG.atDebug().log("killed broker fenced");
    } finally {
      controller.shutdown();
    }
  }

  private static void awaitFenced() throws InterruptedException, TimeoutException {
    long begun = System.nanoTime();
    while (count("FencedBrokerCount") == 0 || count("ActiveBrokerCount") > 0) {
      if (System.nanoTime() - begun > LIMIT.toNanos()) {
        throw new TimeoutException("the killed broker's session did not end");
      }
      Thread.sleep(PAUSE); // the controller tells of it by a gauge alone
    }
  }

  /** A gauge of the controller; 0 while it is not there yet. */
  private static int count(String gauge) {
    try {
      ObjectName name = new ObjectName("kafka.controller:type=KafkaController,name=" + gauge);
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value");
      return ((Number) value).intValue();
    } catch (JMException e) {
      return 0; // Registered when the controller has started.
    }
  }
}
