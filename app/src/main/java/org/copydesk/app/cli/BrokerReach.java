package org.copydesk.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.EmbeddedBroker;
import org.copydesk.app.embedded.EmbeddedDatabase;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/**
 * The broker that a command talks to: one that runs, or the data folder's own, started for as long
 * as the command takes. Not thread-safe.
 */
final class BrokerReach implements AutoCloseable {
  private final KafkaSettings kafka;
  private final @Nullable DataFolder folder;
  private final @Nullable EmbeddedBroker broker;
  private @Nullable EmbeddedDatabase database;

  private BrokerReach(
      KafkaSettings kafka, @Nullable DataFolder folder, @Nullable EmbeddedBroker broker) {
    this.kafka = kafka;
    this.folder = folder;
    this.broker = broker;
  }

  static BrokerReach running(KafkaSettings kafka) {
    return new BrokerReach(kafka, null, null);
  }

  /** Starts the broker of a folder in which nothing runs. */
  static BrokerReach start(Path data, KafkaSettings settings) {
    DataFolder folder = DataFolder.open(data);
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
      KafkaSettings kafka =
          new KafkaSettings(
              broker.bootstrapServers(), settings.clientId(), null, settings.properties());
      return new BrokerReach(kafka, folder, broker);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** Whether nothing but this command uses the broker: no service runs. */
  boolean isStarted() {
    return broker != null;
  }

  /** The folder's database, started too; empty when the command found something running. */
  Optional<DatabaseConfig> startDatabase() {
    DataFolder started = folder;
    if (started == null) {
      return Optional.empty();
    }
    EmbeddedDatabase running = EmbeddedDatabase.start(started, 0);
    database = running;
    return Optional.of(
        new DatabaseConfig(running.jdbcUrl(), running.user(), Secret.of(running.password()), 1));
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
    if (broker != null) {
      broker.close();
    }
    if (folder != null) {
      folder.close();
    }
  }
}
