package org.copydesk.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL behind a small pool. Constructing it opens nothing; the first transaction connects.
 * Errors come out as {@link DependencyUnavailable} (try again) or {@link ServiceFailure} (nothing
 * helps). Thread-safe.
 */
public final class Database implements AutoCloseable {
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

  private final ConnectionSettings settings;
  private final HikariConfig poolConfig;
  private @Nullable HikariDataSource pool;
  private boolean closed;

  /**
   * @throws ServiceFailure when the configured address is not one of PostgreSQL
   */
  public Database(DatabaseConfig config) {
    this(config, WAIT_FOR_CONNECTION);
  }

  /**
   * @param patience how long to wait for a connection before the database counts as away
   * @throws ServiceFailure when the configured address is not one of PostgreSQL
   */
  public Database(DatabaseConfig config, Duration patience) {
    this.settings = ConnectionSettings.of(config);
    this.poolConfig = poolConfig(settings, config.poolSize(), patience);
  }

  private static HikariConfig poolConfig(
      ConnectionSettings settings, int poolSize, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("copydesk-store");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.revealPassword());
    ConnectionSettings.PROPERTIES.forEach(config::addDataSourceProperty);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(0);
    config.setAutoCommit(false);
    config.setConnectionTimeout(patience.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(SessionLimits.SQL);
    return config;
  }

  /** Host, port and database, for messages. */
  public String describe() {
    return settings.describe();
  }

  /** Connects once and brings the tables up to this program's version. */
  public void migrate() {
    Migrations.run(settings);
  }

  /**
   * Runs the work in one transaction, which is committed when it returns and rolled back when it
   * throws. An interrupt ends it at once, even while the server is silent.
   *
   * @throws DependencyUnavailable when it may be tried again. If {@code commit} itself failed, its
   *     outcome is unknown.
   * @throws ServiceFailure when trying again is useless
   */
  public <T> T inTransaction(TransactionWork<T> work) throws InterruptedException {
    HikariDataSource open = pool();
    return Interruptible.call(() -> transaction(open, work));
  }

  private static <T> T transaction(HikariDataSource open, TransactionWork<T> work)
      throws InterruptedException {
    try (Connection connection = open.getConnection()) {
      return commitOrEvict(open, connection, work);
    } catch (SQLException e) {
      throw SqlFailure.translate(e);
    }
  }

  // A connection after a failure may hold a stale plan, a lost socket or an unknown state: none of
  // that is worth keeping, and ending it rolls back.
  private static <T> T commitOrEvict(
      HikariDataSource open, Connection connection, TransactionWork<T> work)
      throws SQLException, InterruptedException {
    boolean committed = false;
    try {
      T result = work.run(connection);
      connection.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        open.evictConnection(connection);
      }
    }
  }

  /**
   * Allows the connection's transaction to be idle from here on while something slow is waited for;
   * otherwise the server ends a transaction that is idle for 20 s, so that a frozen instance does
   * not keep its rows from others.
   */
  public static void allowIdle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SessionLimits.PATIENT_SQL);
    }
  }

  private synchronized HikariDataSource pool() {
    if (closed) {
      throw new DependencyUnavailable(SqlFailure.DEPENDENCY, "the pool is closed", null);
    }
    if (pool == null) {
      pool = new HikariDataSource(poolConfig);
    }
    return pool;
  }

  /** Ends every connection; work in hand rolls back. */
  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }

  /** What is done inside a transaction. */
  @FunctionalInterface
  public interface TransactionWork<T> {
    T run(Connection connection) throws SQLException, InterruptedException;
  }
}
