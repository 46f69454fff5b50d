package org.copydesk.app.run;

import java.util.List;
import org.copydesk.ingest.IngestService;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.Metrics;
import org.copydesk.pipeline.service.ServiceRunner;
import org.copydesk.pipeline.service.StatusServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service alone, against the configured Kafka and PostgreSQL. */
public final class ServiceRun {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

  private final CopydeskConfig config;
  private final StageName stage;

  public ServiceRun(CopydeskConfig config, StageName stage) {
    this.config = config;
    this.stage = stage;
  }

  /** Runs the service until it is told to stop or fails. */
  public ExitCode run() {
    if (stage == StageName.INGEST) {
      IngestService.requireContact(config);
    }
    ServiceRunner runner = new ServiceRunner();
    try (Metrics metrics = new Metrics()) {
      KafkaSettings kafka = Stages.kafka(config, "copydesk-" + stage.word());
      StatusServer status =
          new StatusServer(config.status().host(), config.status().port(), runner, metrics);
      Stages stages = new Stages(config, runner, metrics, status);
      runner
          .add("status", status)
          .add("topics", new TopicsReady(kafka, config.topics()))
          .add(stage.word(), stages.make(stage))
          .add(
              "summary",
              Part.ofComponent(() -> new StageSummary(List.of(stage), kafka, metrics.registry())));
      return runner.run(
          () ->
              LOG.atInfo()
                  .addKeyValue("service", stage.word())
                  .addKeyValue("status", status.address())
                  .log("ready"));
    }
  }
}
