package org.copydesk.store.database;

import java.sql.SQLException;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to this program's version with Flyway. Several instances may start at once:
 * one migrates, the others wait for it. A database that a newer program has migrated already is
 * accepted; one whose applied migrations were changed is not.
 */
final class Migrations {
  private Migrations() {}

  static void run(ConnectionSettings settings) {
    try {
      Flyway.configure()
          .dataSource(settings.url(), settings.user(), settings.revealPassword())
          .jdbcProperties(ConnectionSettings.PROPERTIES)
          .locations("classpath:db/migration")
          .table("schema_version")
          // The database may hold other tables: an extension's, another program's.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw translate(e);
    }
  }

  private static RuntimeException translate(FlywayException error) {
    SQLException sql = sqlCause(error);
    if (sql != null) {
      return SqlFailure.translate(sql);
    }
    return new ServiceFailure(
        ExitCode.CONFIG,
        "The database's tables cannot be brought up to this version: "
            + String.valueOf(error.getMessage()).lines().findFirst().orElse(""),
        error);
  }

  private static @Nullable SQLException sqlCause(Throwable error) {
    Throwable current = error;
    for (int depth = 0; current != null && depth < 10; depth++) {
      if (current instanceof SQLException sql) {
        return sql;
      }
      current = current.getCause();
    }
    return null;
  }
}
