package org.copydesk.pipeline.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; null means the embedded database
 * @param poolSize the most connections one process opens
 */
public record DatabaseConfig(
    @Nullable String url, String user, @Nullable Secret password, int poolSize) {
  public DatabaseConfig {
    Objects.requireNonNull(user, "user");
  }
}
