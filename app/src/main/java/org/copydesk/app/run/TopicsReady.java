package org.copydesk.app.run;

import org.copydesk.pipeline.config.TopicsConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Patience;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka and sees to it that all topics are there before a service starts. */
final class TopicsReady implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);

  private final KafkaSettings kafka;
  private final TopicsConfig config;
  private volatile Health health = Health.down("not started");

  TopicsReady(KafkaSettings kafka, TopicsConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  @Override
  public void start() throws InterruptedException {
    // Said before the first answer, which takes the client's whole patience when nobody is there.
    LOG.atInfo()
        .addKeyValue("servers", kafka.bootstrapServers())
        .log("asking Kafka for the topics");
    Health waiting = Health.down("waiting for Kafka at " + kafka.bootstrapServers());
    health = waiting;
    try (TopicAdmin admin = new TopicAdmin(kafka)) {
      new Patience(dependency -> health = waiting)
          .await(() -> admin.ensure(Topics.all(), TopicAdmin.Sizes.of(config)));
    }
    health = Health.up();
  }

  @Override
  public Health check() {
    return health;
  }

  @Override
  public void close() {}
}
