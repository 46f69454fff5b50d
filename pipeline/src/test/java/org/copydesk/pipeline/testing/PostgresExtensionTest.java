package org.copydesk.pipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresExtensionTest {
  @RegisterExtension static final PostgresExtension first = new PostgresExtension();
  @RegisterExtension static final PostgresExtension second = new PostgresExtension();

  @Test
  void eachExtensionHasADatabaseOfItsOwnInOneServer() throws SQLException {
    try (Connection connection = first.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE only_here (id int)");
    }

    assertThat(first.port()).isEqualTo(second.port());
    assertThat(tableCount(first)).isOne();
    assertThat(tableCount(second)).isZero();
  }

  private static int tableCount(PostgresExtension database) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
