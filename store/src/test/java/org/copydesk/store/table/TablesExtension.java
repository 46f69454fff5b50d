package org.copydesk.store.table;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.copydesk.store.database.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The store's tables for a test class; each test has a transaction that is rolled back. */
final class TablesExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private final PostgresExtension postgres = new PostgresExtension();
  private @Nullable Connection connection;

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    postgres.beforeAll(context);
    DatabaseConfig config = new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), null, 1);
    try (Database database = new Database(config)) {
      database.migrate();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    Connection begun = postgres.connect();
    begun.setAutoCommit(false);
    connection = begun;
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    connection().rollback();
    connection().close();
  }

  /** The connection of the test's transaction. */
  Connection connection() {
    return requireNonNull(connection, "the extension must be registered as a static field");
  }

  /** The first column of a query's first row. */
  Object value(String sql) throws SQLException {
    try (Statement statement = connection().createStatement();
        var results = statement.executeQuery(sql)) {
      results.next();
      return results.getObject(1);
    }
  }
}
