package org.copydesk.app.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.app.embedded.DataFolder;
import org.copydesk.app.embedded.EmbeddedBroker;
import org.copydesk.app.embedded.EmbeddedDatabase;
import org.copydesk.app.newsroom.Site;

/**
 * A broker and a database that run apart from the services, and what a service needs to be told to
 * work with them.
 */
final class Machines implements AutoCloseable {
  private final Path folder;
  private final DataFolder data;
  private final EmbeddedBroker broker;
  private final EmbeddedDatabase database;

  Machines(Path folder) {
    this.folder = folder;
    this.data = DataFolder.open(folder.resolve("data"));
    this.broker = EmbeddedBroker.start(data, 0);
    this.database = EmbeddedDatabase.start(data, 0);
  }

  Rows rows() {
    return new Rows(database.jdbcUrl(), database.user(), database.password());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String databaseUrl() {
    return database.jdbcUrl();
  }

  String databaseUser() {
    return database.user();
  }

  String databasePassword() {
    return database.password();
  }

  /** Starts a service that follows the feeds, with further settings over the defaults. */
  CopydeskProcess service(String name, Path config, Map<String, String> settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("COPYDESK_DATABASE_URL", database.jdbcUrl());
    environment.put("COPYDESK_DATABASE_USER", database.user());
    environment.put("COPYDESK_DATABASE_PASSWORD", database.password());
    environment.put("COPYDESK_STATUS_BIND", "127.0.0.1:0");
    environment.put("COPYDESK_TOPICS_PARTITIONS", "4");
    environment.put("COPYDESK_TOPICS_REPLICATION", "1");
    environment.putAll(settings);
    return CopydeskProcess.start(folder, environment, List.of(name, "--config", config.toString()));
  }

  /** A configuration that follows these sites' feeds, quickly because they are on this machine. */
  Path config(List<Site> sites) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("fetch:");
    lines.add("  contact: test@newsroom.example");
    lines.add("  delay: 50ms");
    lines.add("  poll-interval: 1s");
    lines.add("  allow-networks: [127.0.0.1/32]");
    lines.add("  allow-ports: " + sites.stream().map(site -> site.base().getPort()).toList());
    lines.add("sources:");
    sites.forEach(site -> lines.add("  - feed: " + site.feed()));
    return Files.write(folder.resolve("copydesk.yml"), lines);
  }

  @Override
  public void close() {
    database.close();
    broker.close();
    data.close();
  }
}
