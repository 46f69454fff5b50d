package org.copydesk.app.run;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.Backoff;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka and sees to it that all topics are there before a service starts. */
final class TopicsReady implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final TopicsConfig config;
  private volatile Health health = Health.down("not started");

  TopicsReady(KafkaSettings kafka, TopicsConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  @Override
  public void start() throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      while (!health.healthy()) {
        ensure(admin, backoff);
      }
    }
  }

  private void ensure(TopicAdmin admin, Backoff backoff) throws InterruptedException {
    int partitions = config.partitions();
    try {
      admin.ensure(
          Topics.all(), new TopicAdmin.Sizes(partitions, partitions, (short) config.replication()));
      health = Health.up();
    } catch (DependencyUnavailable e) {
      Duration pause = backoff.next();
      health = Health.down("waiting for Kafka at " + kafka.bootstrapServers());
      LOG.atWarn()
          .addKeyValue("servers", kafka.bootstrapServers())
          .addKeyValue("retry_in", pause)
          .addKeyValue("reason", e.getMessage())
          .log("waiting for Kafka");
      Thread.sleep(pause);
    }
  }

  @Override
  public Health check() {
    return health;
  }

  @Override
  public void close() {}
}
