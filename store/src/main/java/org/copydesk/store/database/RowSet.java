package org.copydesk.store.database;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one SQL parameter a column, whatever their number: {@code unnest(?::text[], …)}. The
 * statement's text stays the same for every batch, so the server plans it once, and no value ever
 * becomes part of it. Immutable, so it may be shared between threads.
 */
public final class RowSet<R> {
  private final List<Column<R>> columns;

  @SafeVarargs
  @SuppressWarnings("varargs") // copied, never written to
  public static <R> RowSet<R> of(Column<R>... columns) {
    return new RowSet<>(List.of(columns));
  }

  private RowSet(List<Column<R>> columns) {
    this.columns = columns;
  }

  /** The rows as something to select from, with a parameter for each column in order. */
  public String unnest() {
    return columns.stream()
        .map(column -> "?::" + column.type() + "[]")
        .collect(joining(", ", "unnest(", ") AS row_set (" + names() + ")"));
  }

  /** The columns' names, for INSERT and SELECT. */
  public String names() {
    return columns.stream().map(Column::name).collect(joining(", "));
  }

  /** Each column set to the value that could not be inserted, for ON CONFLICT DO UPDATE. */
  public String assignments() {
    return columns.stream()
        .map(column -> column.name() + " = excluded." + column.name())
        .collect(joining(", "));
  }

  /** Sets the parameters from the first on. */
  public void bind(PreparedStatement statement, List<R> rows) throws SQLException {
    Connection connection = statement.getConnection();
    for (int i = 0; i < columns.size(); i++) {
      Column<R> column = columns.get(i);
      statement.setArray(i + 1, connection.createArrayOf(column.type(), values(column, rows)));
    }
  }

  private static <R> @Nullable Object[] values(Column<R> column, List<R> rows) {
    return rows.stream().map(column.value()).toArray();
  }
}
