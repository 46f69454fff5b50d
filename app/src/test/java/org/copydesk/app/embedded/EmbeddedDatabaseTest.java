package org.copydesk.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  /**
   * One for all tests: making a new database takes three seconds, starting a kept one half of one.
   */
  @TempDir static Path temporary;

  @Test
  void aRestartKeepsAddressPasswordAndRows() throws SQLException {
    // Given
    String address;
    String password;
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      address = database.jdbcUrl();
      password = database.password();
      execute(database, "CREATE TABLE kept_word (text text)");
      execute(database, "INSERT INTO kept_word VALUES ('kept')");
    }

    // When
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

      // Then
      assertThat(database.jdbcUrl()).isEqualTo(address);
      assertThat(database.password()).isEqualTo(password);
      assertThat(query(database, "SELECT text FROM kept_word")).isEqualTo("kept");
    }
  }

  @Test
  void nothingThatProtectsCommittedRowsIsSwitchedOff() throws SQLException {
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(database, "SHOW data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "x").close())
          .extracting(SQLException::getSQLState)
          .isEqualTo("28P01");
    }
  }

  @Test
  void theServerOfAnEndedRunIsStoppedAndReplaced() throws SQLException {
    // Given: a run that ends without closing its server, as a killed process does
    DataFolder first = DataFolder.open(temporary);
    EmbeddedDatabase leftOver = EmbeddedDatabase.start(first, 0);
    execute(leftOver, "CREATE TABLE word (text text)");
    ProcessHandle orphan = postmaster();
    first.close();

    // When
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

      // Then
      await().atMost(Duration.ofSeconds(20)).until(() -> !orphan.isAlive());
      assertThat(database.jdbcUrl()).isEqualTo(leftOver.jdbcUrl());
      assertThat(query(database, "SELECT count(*)::text FROM word")).isEqualTo("0");
    }
  }

  @Test
  void aPidFileThatNamesAnotherProcessIsNoServer() throws IOException {
    // Given
    try (DataFolder folder = DataFolder.open(temporary)) {
      EmbeddedDatabase.start(folder, 0).close();
    }
    Path data = temporary.resolve("postgresql/data");
    Files.writeString(
        data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

    // When
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

      // Then: this process was neither stopped nor in the way
      assertThat(database.failure().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void aServerThatEndsByItselfIsReported() {
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      postmaster().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> database.failure().toCompletableFuture().isDone());
      assertThat(database.failure().toCompletableFuture().join())
          .hasMessageContaining("ended unexpectedly");
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws IOException {
    Path older = temporary.resolve("older");
    try (DataFolder folder = DataFolder.open(older)) {
      Path data = Files.createDirectories(older.resolve("postgresql/data"));
      Files.writeString(data.resolve("PG_VERSION"), "17\n");

      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> EmbeddedDatabase.start(folder, 0).close())
          .withMessageContaining("is of PostgreSQL 17 and this Copydesk brings PostgreSQL 18");
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (DataFolder folder = DataFolder.open(temporary);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> EmbeddedDatabase.start(folder, taken.getLocalPort()).close())
          .withMessageStartingWith("Port " + taken.getLocalPort() + " (database.port)");
    }
  }

  private ProcessHandle postmaster() {
    return Postmaster.of(temporary.resolve("postgresql/data")).orElseThrow();
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
