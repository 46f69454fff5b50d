package org.copydesk.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.copydesk.ingest.IngestService;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.KafkaConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.Metrics;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.service.ServiceRunner;
import org.copydesk.pipeline.service.StatusServer;
import org.copydesk.process.ProcessService;
import org.copydesk.store.StoreService;

/** Makes the services of one configuration. */
final class Stages {
  private final CopydeskConfig config;
  private final ServiceRunner runner;
  private final MeterRegistry meters;
  private final StatusServer status;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param status where the services answer questions
   */
  Stages(CopydeskConfig config, ServiceRunner runner, Metrics metrics, StatusServer status) {
    this.config = config;
    this.runner = runner;
    this.meters = metrics.registry();
    this.status = status;
  }

  Component make(StageName stage) {
    return switch (stage) {
      case INGEST -> ingest();
      case PROCESS ->
          new ProcessService(
              config.process(),
              config.backfill(),
              kafka(config, "copydesk-" + stage.word()),
              meters,
              clock,
              runner::fail);
      case STORE ->
          new StoreService(
              database(config),
              config.store(),
              kafka(config, "copydesk-" + stage.word()),
              meters,
              clock,
              runner::fail);
    };
  }

  private Component ingest() {
    IngestService ingest =
        new IngestService(
            config.fetch(),
            config.sources(),
            config.topics(),
            config.backfill(),
            kafka(config, "copydesk-ingest"),
            meters,
            clock,
            runner::fail);
    status.answers("owner", ingest::why);
    status.answers("why", new WhyAnswers(config, ingest, clock)::answer);
    status.answers("parked", all -> ingest.parked());
    status.answers("source-state", id -> ingest.sourceState(id).orElse(null));
    return ingest;
  }

  /**
   * How to reach the configured Kafka.
   *
   * @throws ServiceFailure when none is configured
   */
  static KafkaSettings kafka(CopydeskConfig config, String clientId) {
    KafkaConfig kafka = config.kafka();
    String servers = kafka.bootstrapServers();
    if (servers == null) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "kafka.bootstrap-servers is not set (COPYDESK_KAFKA_BOOTSTRAP_SERVERS); only"
              + " \"copydesk up\" brings its own broker.");
    }
    return new KafkaSettings(servers, clientId, kafka.slot(), kafka.properties());
  }

  private static DatabaseConfig database(CopydeskConfig config) {
    if (config.database().url() == null) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "database.url is not set (COPYDESK_DATABASE_URL); only \"copydesk up\" brings its own"
              + " database.");
    }
    return config.database();
  }
}
