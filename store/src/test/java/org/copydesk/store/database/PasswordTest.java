package org.copydesk.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that asks for passwords. */
class PasswordTest {
  private static final String PASSWORD = "p@ss:/?#% &=ü$\\{x} '\"";

  @TempDir static Path folder;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws Exception {
    Path rules = folder.resolve("hba.conf");
    Files.writeString(
        rules,
        """
        host all postgres 127.0.0.1/32 trust
        host all all 127.0.0.1/32 scram-sha-256
        """);
    rules.toFile().setReadable(true, false);
    folder.toFile().setExecutable(true, false);
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("hba_file", rules.toString())
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT format('CREATE ROLE desk LOGIN PASSWORD %L', ?)")) {
      statement.setString(1, PASSWORD);
      try (var results = statement.executeQuery()) {
        assertThat(results.next()).isTrue();
        String create = results.getString(1);
        connection.createStatement().execute(create);
      }
    }
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void anyCharacterMayStandInAPassword() throws Exception {
    try (Database database = new Database(config(PASSWORD))) {
      assertThat(database.inTransaction(Connection::isReadOnly)).isFalse();
    }
  }

  @Test
  void aWrongPasswordIsOneSentenceWithoutIt() {
    try (Database database = new Database(config("wrong-hunter2"))) {
      // When
      Throwable failure = catchThrowable(database::migrate);

      // Then
      assertThat(failure)
          .isInstanceOfSatisfying(
              ServiceFailure.class,
              refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.NO_PERMISSION));
      assertThat(everythingSaid(failure)).contains("28P01").doesNotContain("hunter2");
    }
  }

  @Test
  void aPasswordThatWasChangedStopsTheRunningStore() {
    try (Database database = new Database(config("wrong-hunter2"), Duration.ofSeconds(1))) {
      // Until the server has answered, the database only counts as away, as in the running store.
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> database.inTransaction(connection -> 1))
                      .isInstanceOf(ServiceFailure.class)
                      .hasMessageContaining("refuses the user or password"));
    }
  }

  private static DatabaseConfig config(String password) {
    return new DatabaseConfig(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
        "desk",
        Secret.of(password),
        1);
  }

  private static String everythingSaid(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
