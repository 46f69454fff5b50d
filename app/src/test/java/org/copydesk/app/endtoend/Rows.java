package org.copydesk.app.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the database holds, asked in SQL as a reader of the data would. */
final class Rows {
  private final String url;
  private final String user;
  private final String password;

  Rows(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** The number that a query gives; 0 while its tables are not there. */
  long count(String query) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  /** The first two columns of a query. */
  Map<String, String> map(String query) throws SQLException {
    Map<String, String> map = new HashMap<>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        map.put(rows.getString(1), rows.getString(2));
      }
    }
    return map;
  }

  /** How each URL ended. */
  Map<String, String> outcomes() throws SQLException {
    return map("SELECT url, disposition FROM url_outcome");
  }

  /** The body of each article that is there, by canonical URL. */
  Map<String, String> bodies() throws SQLException {
    return map("SELECT canonical_url, body FROM article WHERE removed_at IS NULL");
  }
}
