package org.copydesk.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.Instance;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.FetchConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.config.StatusConfig;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/**
 * Where an operator's command looks: at what the configuration names, and for the rest at what runs
 * in the data folder.
 */
final class TargetOptions {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Mixin private final DataOption data = new DataOption();

  /** The configuration. */
  CopydeskConfig config(Map<String, String> environment) {
    return options.load(environment).config();
  }

  /** How pages are fetched; from the sample newsroom too, while it runs in the data folder. */
  FetchConfig fetch(Map<String, String> environment) {
    FetchConfig configured = options.load(environment).config().fetch();
    return running(environment)
        .flatMap(instance -> Optional.ofNullable(instance.sample()))
        .map(sample -> sample.addTo(configured))
        .orElse(configured);
  }

  /**
   * The broker.
   *
   * @throws ServiceFailure when none is configured and none runs in the data folder
   */
  KafkaSettings kafka(Map<String, String> environment) {
    CopydeskConfig config = options.load(environment).config();
    String servers = servers(config, environment);
    if (servers == null) {
      throw nothingThere(environment, "broker", "kafka.bootstrap-servers");
    }
    return settings(config, servers);
  }

  /**
   * The broker, also when nothing runs: then the data folder's own one is started for the command.
   *
   * @throws ServiceFailure when none is configured and the data folder has none
   */
  BrokerReach broker(Map<String, String> environment, Output output) {
    CopydeskConfig config = options.load(environment).config();
    String servers = servers(config, environment);
    if (servers != null) {
      return BrokerReach.running(settings(config, servers));
    }
    Path folder = data.folder(environment);
    if (!Files.exists(folder.resolve("kafka").resolve("meta.properties"))) {
      throw nothingThere(environment, "broker", "kafka.bootstrap-servers");
    }
    output.say("copydesk: Nothing runs in %s; starting its broker for this.".formatted(folder));
    return BrokerReach.start(folder, settings(config, ""));
  }

  /** The database that a command reaches beside a broker; empty when there is none. */
  Optional<DatabaseConfig> databaseBeside(BrokerReach broker, Map<String, String> environment) {
    DatabaseConfig configured = options.load(environment).config().database();
    if (configured.url() != null) {
      return Optional.of(configured);
    }
    boolean isRunning = running(environment).map(Instance::database).isPresent();
    return isRunning ? Optional.of(database(environment)) : broker.startDatabase();
  }

  /** Where a service of this configuration or data folder answers questions; empty if unknown. */
  Optional<String> status(Map<String, String> environment) {
    StatusConfig configured = options.load(environment).config().status();
    if (configured.port() == 0) {
      return running(environment).map(Instance::status);
    }
    boolean isEverywhere = configured.host().equals("0.0.0.0") || configured.host().equals("::");
    String host = isEverywhere ? "127.0.0.1" : configured.host();
    return Optional.of(
        "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, configured.port()));
  }

  private @Nullable String servers(CopydeskConfig config, Map<String, String> environment) {
    String configured = config.kafka().bootstrapServers();
    return configured == null
        ? running(environment).map(Instance::bootstrapServers).orElse(null)
        : configured;
  }

  private static KafkaSettings settings(CopydeskConfig config, String servers) {
    return new KafkaSettings(servers, "copydesk-tool", null, config.kafka().properties());
  }

  /**
   * The database.
   *
   * @throws ServiceFailure when none is configured and none runs in the data folder
   */
  DatabaseConfig database(Map<String, String> environment) {
    DatabaseConfig database = options.load(environment).config().database();
    if (database.url() != null) {
      return database;
    }
    Instance.Database embedded =
        running(environment)
            .flatMap(instance -> Optional.ofNullable(instance.database()))
            .orElseThrow(() -> nothingThere(environment, "database", "database.url"));
    return new DatabaseConfig(
        embedded.jdbcUrl(), embedded.user(), Secret.of(embedded.password()), 1);
  }

  private Optional<Instance> running(Map<String, String> environment) {
    return DataFolder.running(data.folder(environment));
  }

  private ServiceFailure nothingThere(Map<String, String> environment, String what, String key) {
    Path folder = data.folder(environment);
    return new ServiceFailure(
        ExitCode.UNAVAILABLE,
        "No %s: nothing runs in %s, and %s is not set. Start \"copydesk up\", or name --data or --config."
            .formatted(what, folder, key));
  }
}
