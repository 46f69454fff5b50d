package org.copydesk.pipeline.testing;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL 18 for a test class. All classes of the JVM share one server, started by the
 * first that asks for it and ended with the JVM's last test; each class gets an empty database of
 * its own in it.
 *
 * <pre>{@code
 * @RegisterExtension static final PostgresExtension database = new PostgresExtension();
 * }</pre>
 */
public final class PostgresExtension implements BeforeAllCallback {
  private static final Namespace SHARED = Namespace.create(PostgresExtension.class);
  private static final String USER = "postgres";

  private final String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
  private @Nullable EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    server =
        context
            .getRoot()
            .getStore(SHARED)
            .computeIfAbsent(EmbeddedPostgres.class, type -> startServer(), EmbeddedPostgres.class);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  private static EmbeddedPostgres startServer() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("shared_buffers", "32MB")
          .setServerConfig("max_connections", "60")
          .setLocaleConfig("locale", "C.UTF-8")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the test database did not start", e);
    }
  }

  /** The address of this class's own database, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
  }

  /** The server's port on 127.0.0.1. */
  public int port() {
    return requireNonNull(server, "the extension must be registered as a static field").getPort();
  }

  /** A superuser, so that tests can end other sessions. */
  public String user() {
    return USER;
  }

  /** The server trusts every local connection, so any password is right. */
  public String password() {
    return USER;
  }

  /** Opens a connection to this class's own database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }
}
