package org.copydesk.store.database;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column that is written: its name, its PostgreSQL type, and where a row's value comes from.
 *
 * @param type as {@code CREATE TABLE} names it
 * @param value the value as text, number or boolean; PostgreSQL reads it as the type
 */
public record Column<R>(String name, String type, Function<R, @Nullable Object> value) {

  public static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "text", value);
  }

  public static <R> Column<R> json(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "jsonb", value);
  }

  public static <R> Column<R> time(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "timestamptz", value);
  }
}
