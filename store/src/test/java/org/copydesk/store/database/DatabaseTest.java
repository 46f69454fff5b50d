package org.copydesk.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  void tablesAreMigratedOnceHoweverOftenItIsAsked() throws Exception {
    try (Database database = new Database(config())) {
      // When
      database.migrate();
      database.migrate();

      // Then
      assertThat(count(database, "SELECT count(*) FROM schema_version WHERE version = '1'"))
          .isEqualTo(1);
    }
  }

  @Test
  void aFailedTransactionLeavesNothing() throws Exception {
    try (Database database = new Database(config())) {
      database.inTransaction(connection -> execute(connection, "CREATE TABLE once (id int)"));

      // When
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      connection -> {
                        execute(connection, "INSERT INTO once VALUES (1)");
                        throw new IllegalStateException("afterwards");
                      }))
          .hasMessage("afterwards");

      // Then
      assertThat(count(database, "SELECT count(*) FROM once")).isZero();
    }
  }

  @Test
  void anIdleTransactionIsEndedSoonUnlessItSaysThatItWaits() throws Exception {
    try (Database database = new Database(config())) {
      String usual = database.inTransaction(DatabaseTest::idleLimit);
      String waiting =
          database.inTransaction(
              connection -> {
                Database.allowIdle(connection);
                return idleLimit(connection);
              });
      String afterwards = database.inTransaction(DatabaseTest::idleLimit);

      assertThat(usual).isEqualTo("20s");
      assertThat(waiting).isEqualTo("150s");
      assertThat(afterwards).isEqualTo("20s");
    }
  }

  private static String idleLimit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet shown = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
      shown.next();
      return shown.getString(1);
    }
  }

  @Test
  void anInterruptEndsAStatementThatTakesForEver() throws Exception {
    try (Database database = new Database(config())) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread worker =
          Thread.ofPlatform()
              .start(
                  () ->
                      thrown.set(
                          catchThrowable(
                              () ->
                                  database.inTransaction(
                                      connection -> execute(connection, "SELECT pg_sleep(25)")))));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  count(
                          database,
                          "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                      == 1);

      // When
      worker.interrupt();

      // Then
      assertThat(worker.join(Duration.ofSeconds(60))).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aServerThatNeverAnswersCountsAsAway() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Database database =
            new Database(
                new DatabaseConfig(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/copydesk",
                    "copydesk",
                    null,
                    1),
                Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> database.inTransaction(connection -> 1))
          .isInstanceOf(DependencyUnavailable.class);
    }
  }

  @Test
  void aReadOnlyServerIsTriedAgain() throws Exception {
    try (Database database = new Database(config())) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      connection -> {
                        execute(connection, "SET TRANSACTION READ ONLY");
                        return execute(connection, "CREATE TABLE never (id int)");
                      }))
          .isInstanceOf(DependencyUnavailable.class)
          .hasMessageContaining("25006");
    }
  }

  @Test
  void noMessageShowsThePassword() {
    DatabaseConfig noLogin =
        new DatabaseConfig(
            postgres.jdbcUrl(), "nobody_by_this_name", Secret.of("hunter2 @:/?#%"), 1);
    try (Database database = new Database(noLogin, Duration.ofSeconds(1))) {
      // When
      Throwable failure = catchThrowable(database::migrate);

      // Then
      assertThat(failure)
          .isInstanceOf(ServiceFailure.class)
          .hasMessageContaining("refuses the user or password");
      assertThat(failure).asString().doesNotContain("hunter2");
      assertThat(database.describe()).doesNotContain("hunter2");
    }
  }

  @Test
  void whatIsNoAddressIsOneSentence() {
    assertThatThrownBy(
            () -> new Database(new DatabaseConfig("jdbc:mysql://x/y?password=z", "u", null, 1)))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("database.url")
        .hasMessageNotContaining("password");
  }

  private static DatabaseConfig config() {
    return new DatabaseConfig(
        postgres.jdbcUrl(), postgres.user(), Secret.of(postgres.password()), 3);
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  private static long count(Database database, String sql) throws InterruptedException {
    return database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getLong(1);
          }
        });
  }
}
