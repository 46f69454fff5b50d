package org.copydesk.app.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.copydesk.ingest.IngestService;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.Metrics;
import org.copydesk.pipeline.service.ServiceRunner;
import org.copydesk.pipeline.service.StatusServer;

/**
 * Everything in one process: the services, and what the configuration leaves out of broker,
 * database and sources. To be run once.
 */
public final class EverythingRun {
  private static final List<StageName> STAGES = List.of(StageName.values());

  private final ServiceRunner runner = new ServiceRunner();
  private final CopydeskConfig config;
  private final EmbeddedParts embedded;
  private final Consumer<String> results;

  /**
   * @param data the folder for what is embedded
   * @param results takes the one line that says that all is ready
   */
  public EverythingRun(CopydeskConfig config, Path data, Consumer<String> results) {
    this.config = config;
    this.embedded = new EmbeddedParts(config, data, runner);
    this.results = results;
  }

  /**
   * The defaults that differ when parts are embedded: to be loaded under what is configured.
   *
   * @param plain the configuration without them
   */
  public static Map<String, String> defaultsFor(CopydeskConfig plain) {
    return EmbeddedParts.defaultsFor(plain);
  }

  /** Runs until told to stop or until something fails. */
  public ExitCode run() {
    IngestService.requireContact(config);
    try (Metrics metrics = new Metrics()) {
      StatusServer status =
          new StatusServer(config.status().host(), config.status().port(), runner, metrics);
      runner.add("status", status);
      embedded.addTo(runner);
      runner.add(
          "topics",
          Part.ofComponent(
              () ->
                  new TopicsReady(Stages.kafka(embedded.complete(), "copydesk"), config.topics())));
      for (StageName stage : STAGES.reversed()) {
        runner.add(
            stage.word(),
            Part.ofComponent(
                () -> new Stages(embedded.complete(), runner, metrics, status).make(stage)));
      }
      runner.add(
          "summary",
          Part.ofComponent(
              () ->
                  new StageSummary(
                      STAGES, Stages.kafka(embedded.complete(), "copydesk"), metrics.registry())));
      return runner.run(() -> announce(status.address()));
    }
  }

  private void announce(String status) {
    embedded.publish(status);
    CopydeskConfig complete = embedded.complete();
    String sources =
        embedded.sampleSites() > 0
            ? "sample newsroom of " + embedded.sampleSites() + " sites"
            : complete.sources().size() + " sources";
    results.accept(
        "Copydesk is ready: broker %s, database %s, status page %s, %s, data in %s"
            .formatted(
                complete.kafka().bootstrapServers(),
                complete.database().url(),
                status,
                sources,
                embedded.path()));
  }
}
