package org.copydesk.app.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.EmbeddedBroker;
import org.copydesk.app.embedded.EmbeddedDatabase;
import org.copydesk.app.embedded.Instance;
import org.copydesk.app.newsroom.NewsroomStartException;
import org.copydesk.app.newsroom.SampleNewsroom;
import org.copydesk.app.newsroom.Site;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.KafkaConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.service.ServiceRunner;
import org.jspecify.annotations.Nullable;

/** What stands in for the parts that a configuration leaves out, all kept in one data folder. */
final class EmbeddedParts {
  /** A free port at the first start, the same one afterwards. */
  private static final int KEPT_PORT = 0;

  private static final String EMBEDDED_SLOT = "embedded";

  private static final Duration SAMPLE_INTERVAL = Duration.ofSeconds(5);

  private final CopydeskConfig config;
  private final ServiceRunner runner;
  private final Part<DataFolder> folder;
  private final @Nullable Part<EmbeddedBroker> broker;
  private final @Nullable Part<EmbeddedDatabase> database;
  private final @Nullable Part<SampleNewsroom> newsroom;

  EmbeddedParts(CopydeskConfig config, Path data, ServiceRunner runner) {
    this.config = config;
    this.runner = runner;
    this.folder = Part.of(() -> DataFolder.open(data));
    this.broker = config.kafka().bootstrapServers() == null ? Part.of(this::startBroker) : null;
    this.database = config.database().url() == null ? Part.of(this::startDatabase) : null;
    this.newsroom = config.sources().isEmpty() ? Part.of(this::startNewsroom) : null;
  }

  /** The defaults that differ for what this configuration leaves out. */
  static Map<String, String> defaultsFor(CopydeskConfig config) {
    Map<String, String> defaults = new LinkedHashMap<>();
    if (config.kafka().bootstrapServers() == null) {
      defaults.put("topics.partitions", "4");
      defaults.put("topics.replication", "1");
    }
    if (config.sources().isEmpty()) {
      defaults.put("fetch.delay", "100ms");
    }
    return defaults;
  }

  /** Adds all to the process: the folder first, the others at the same time. */
  void addTo(ServiceRunner target) {
    target.add("data folder", folder);
    List<Component> others = new ArrayList<>();
    for (Part<?> part : new Part<?>[] {broker, database, newsroom}) {
      if (part != null) {
        others.add(part);
      }
    }
    target.add("embedded", new Together(others));
  }

  /** The configuration with the addresses of what has been started. */
  CopydeskConfig complete() {
    return new CopydeskConfig(
        kafka(),
        database(),
        newsroom == null ? config.fetch() : allowanceFor(newsroom.get()).addTo(config.fetch()),
        newsroom == null ? config.sources() : sourcesOf(newsroom.get()),
        config.status(),
        config.topics(),
        config.process(),
        config.store(),
        config.backfill());
  }

  /** Lets the operator's commands find what runs here. */
  void publish(String statusAddress) {
    folder
        .get()
        .publish(
            Instance.ofThisProcess(
                broker == null ? null : broker.get().bootstrapServers(),
                database == null ? null : instanceOf(database.get()),
                statusAddress,
                newsroom == null ? null : allowanceFor(newsroom.get())));
  }

  Path path() {
    return folder.get().path();
  }

  /** How many sites the sample has; 0 when sources are configured. */
  int sampleSites() {
    return newsroom == null ? 0 : newsroom.get().sites().size();
  }

  private EmbeddedBroker startBroker() {
    EmbeddedBroker started = EmbeddedBroker.start(folder.get(), KEPT_PORT);
    started.failure().thenAccept(runner::fail);
    return started;
  }

  private EmbeddedDatabase startDatabase() {
    EmbeddedDatabase started = EmbeddedDatabase.start(folder.get(), KEPT_PORT);
    started.failure().thenAccept(runner::fail);
    return started;
  }

  private SampleNewsroom startNewsroom() {
    Path stateFile = folder.get().path().resolve("newsroom.json");
    try {
      return SampleNewsroom.start(SampleNewsroom.Settings.keptIn(stateFile));
    } catch (NewsroomStartException e) {
      throw new ServiceFailure(ExitCode.SYSTEM, Objects.requireNonNull(e.getMessage()), e);
    }
  }

  /**
   * The folder's lock makes this process the only one of its kind, so it has a slot of its own: one
   * that was killed takes its partitions back at once, not when its old session has run out.
   */
  private KafkaConfig kafka() {
    KafkaConfig kafka = config.kafka();
    if (broker == null) {
      return kafka;
    }
    String slot = Objects.requireNonNullElse(kafka.slot(), EMBEDDED_SLOT);
    return new KafkaConfig(broker.get().bootstrapServers(), slot, kafka.properties());
  }

  private DatabaseConfig database() {
    if (database == null) {
      return config.database();
    }
    EmbeddedDatabase embedded = database.get();
    return new DatabaseConfig(
        embedded.jdbcUrl(),
        embedded.user(),
        Secret.of(embedded.password()),
        config.database().poolSize());
  }

  /** The sample's own address and ports, and nothing else. */
  private static Instance.Sample allowanceFor(SampleNewsroom sample) {
    List<Integer> ports = sample.sites().stream().map(Site::base).map(URI::getPort).toList();
    return new Instance.Sample(List.of("127.0.0.1/32"), ports);
  }

  private static List<SourceConfig> sourcesOf(SampleNewsroom sample) {
    return sample.sites().stream()
        .map(
            site ->
                new SourceConfig(
                    site.id(), SourceConfig.Kind.FEED, site.feed(), site.name(), SAMPLE_INTERVAL))
        .toList();
  }

  private static Instance.Database instanceOf(EmbeddedDatabase embedded) {
    return new Instance.Database(embedded.jdbcUrl(), embedded.user(), embedded.password());
  }
}
