package org.copydesk.app.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of its own, for clients on this machine, with one database for Copydesk in
 * it. Its data, its port and its password stay the same from start to start. What is committed
 * survives a crash: nothing that PostgreSQL does for safety is switched off.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String PORT_KEY = "database.port";
  private static final String NAME = "copydesk";

  private final PostgresServer server;
  private final int port;
  private final String password;
  private final CompletableFuture<ServiceFailure> failure;
  private volatile boolean stopping;

  private EmbeddedDatabase(
      PostgresServer server, ProcessHandle postmaster, int port, String password) {
    this.server = server;
    this.port = port;
    this.password = password;
    this.failure = postmaster.onExit().thenCompose(ended -> exitReason());
  }

  /**
   * Starts the server, makes the database at the first start, and returns once it takes
   * connections. A server that an ended process left behind in this folder is stopped first.
   *
   * @param configuredPort the port for clients, 0 to choose one and keep it
   * @throws ServiceFailure when the port is taken, the folder cannot be used, there are no binaries
   *     for this machine, or the server does not come up within a minute
   */
  public static EmbeddedDatabase start(DataFolder folder, int configuredPort) {
    Path home = folder.path().resolve("postgresql");
    String password = folder.settings().secret("database.password");
    PostgresServer server = PostgresServer.prepare(home, password);
    int port = folder.settings().port(PORT_KEY, configuredPort);
    ProcessHandle postmaster = server.start(port);
    EmbeddedDatabase database = new EmbeddedDatabase(server, postmaster, port, password);
    try {
      database.createOwnDatabase();
    } catch (SQLException e) {
      database.close();
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "The embedded database refused its first statements: " + Sentences.ofAny(e) + ".",
          e);
    }
    LOG.atInfo().addKeyValue("jdbcUrl", database.jdbcUrl()).log("database started");
    return database;
  }

  /** The address of Copydesk's database, without user and password. */
  public String jdbcUrl() {
    return url(NAME);
  }

  /** The owner of the database; not a superuser. */
  public String user() {
    return NAME;
  }

  /** The user's password. Never print it. */
  public String password() {
    return password;
  }

  /** Completes with the reason if the server ends while it should run. */
  public CompletionStage<ServiceFailure> failure() {
    return failure.minimalCompletionStage();
  }

  /** Stops the server, at most within 20 seconds; open sessions are rolled back. */
  @Override
  public void close() {
    stopping = true;
    server.stop();
  }

  /** Never completes after an ordered stop. */
  private CompletionStage<ServiceFailure> exitReason() {
    if (stopping) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedFuture(
        new ServiceFailure(
            ExitCode.UNAVAILABLE,
            "The embedded database ended unexpectedly; " + server.log() + " has the reason."));
  }

  private void createOwnDatabase() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url("postgres"), PostgresServer.SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        // The password is our own hexadecimal text, so it needs no quoting.
        statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
      }
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
