package org.copydesk.store.database;

import java.sql.SQLException;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the database means, by the class of its SQLSTATE (its first two characters).
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">the codes</a>
 */
public enum SqlFailure {
  /** A row's own fault (classes 21, 22, 23, 54): that row can never be stored. */
  ROW,
  /** No retry can mend it (classes 42, 28, 3D): wrong tables, password or database. */
  FATAL,
  /** The statement was cut at its time limit (57014): less work in it may do. */
  TOO_LONG,
  /** The database is away, full, locked or read-only for now: all else. */
  UNAVAILABLE;

  private static final String QUERY_CANCELED = "57014";

  /** The name under which the database is reported as away. */
  public static final String DEPENDENCY = "database";

  /** What this error means. */
  public static SqlFailure of(SQLException error) {
    return switch (stateClass(error)) {
      case "21", "22", "23", "54" -> ROW;
      case "42", "28", "3D" -> FATAL;
      case "57" -> QUERY_CANCELED.equals(state(error)) ? TOO_LONG : UNAVAILABLE;
      default -> UNAVAILABLE;
    };
  }

  /** The class of the error's SQLSTATE, or "none" when it never reached a server. */
  public static String stateClass(SQLException error) {
    String state = state(error);
    return state == null || state.length() != 5 ? "none" : state.substring(0, 2);
  }

  /** The error as the pipeline wants it: to be retried, or the end of the service. */
  public static RuntimeException translate(SQLException error) {
    return switch (of(error)) {
      case TOO_LONG, UNAVAILABLE ->
          new DependencyUnavailable(DEPENDENCY, reason(error, "the database is away"), error);
      case FATAL -> new ServiceFailure(exitCode(error), sentence(error), error);
      case ROW ->
          new ServiceFailure(
              ExitCode.INTERNAL, reason(error, "The database refused a row of our own"), error);
    };
  }

  // A pool's exception or a batch's may hide the server's own.
  private static @Nullable String state(Throwable error) {
    Throwable current = error;
    for (int depth = 0; current != null && depth < 10; depth++) {
      if (current instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
      current = current.getCause();
    }
    return null;
  }

  private static ExitCode exitCode(SQLException error) {
    String state = state(error);
    boolean forbidden = "42501".equals(state) || stateClass(error).equals("28");
    return forbidden ? ExitCode.NO_PERMISSION : ExitCode.CONFIG;
  }

  private static String sentence(SQLException error) {
    return switch (stateClass(error)) {
      case "28" ->
          reason(
              error, "The database refuses the user or password; see database.user and password");
      case "3D" -> reason(error, "The database does not exist; see database.url");
      default ->
          reason(error, "The database's tables do not fit this program, or it may not use them");
    };
  }

  private static String reason(SQLException error, String what) {
    return what + " (SQLSTATE " + state(error) + ": " + firstLine(error) + ")";
  }

  /** The error in one line. Those below it quote the row, which belongs into no message. */
  public static String firstLine(SQLException error) {
    String message = error.getMessage();
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
