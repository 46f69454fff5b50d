package org.copydesk.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.Instance;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine.Mixin;

/**
 * Where an operator's command looks: at what the configuration names, and for the rest at what runs
 * in the data folder.
 */
final class TargetOptions {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Mixin private final DataOption data = new DataOption();

  /**
   * The broker.
   *
   * @throws ServiceFailure when none is configured and none runs in the data folder
   */
  KafkaSettings kafka(Map<String, String> environment) {
    CopydeskConfig config = options.load(environment).config();
    String servers = config.kafka().bootstrapServers();
    if (servers == null) {
      servers = running(environment).map(Instance::bootstrapServers).orElse(null);
    }
    if (servers == null) {
      throw nothingThere(environment, "broker", "kafka.bootstrap-servers");
    }
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
