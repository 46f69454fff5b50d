package org.copydesk.pipeline.config;

import java.util.List;
import java.util.Objects;

/** The whole configuration. Immutable; printing it shows no secret. */
public record CopydeskConfig(
    KafkaConfig kafka,
    DatabaseConfig database,
    FetchConfig fetch,
    List<SourceConfig> sources,
    StatusConfig status,
    TopicsConfig topics,
    ProcessConfig process,
    StoreConfig store,
    BackfillConfig backfill) {
  public CopydeskConfig {
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(fetch, "fetch");
    sources = List.copyOf(sources);
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(backfill, "backfill");
  }
}
