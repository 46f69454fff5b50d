package org.copydesk.store.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * How to connect. User and password are given beside the address, never in it, so that any
 * character is right in them and no message shows them.
 */
record ConnectionSettings(String url, String user, @Nullable Secret password) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(10);

  /** A silent server is given up: later than {@link SessionLimits} end any statement. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(45);

  /** The driver's own settings, by its names. */
  static final Map<String, String> PROPERTIES =
      Map.of(
          "connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()),
          "loginTimeout", Long.toString(LOGIN_TIMEOUT.toSeconds()),
          "socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()),
          "tcpKeepAlive", "true",
          "ApplicationName", "copydesk-store");

  /**
   * @throws ServiceFailure when the address is missing or not one of PostgreSQL
   */
  static ConnectionSettings of(DatabaseConfig config) {
    return new ConnectionSettings(requireAddress(config.url()), config.user(), config.password());
  }

  /** Host, port and database, for messages: what follows may hold secrets. */
  String describe() {
    return url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*$", "");
  }

  @Nullable String revealPassword() {
    return password == null ? null : password.reveal();
  }

  private static String requireAddress(@Nullable String url) {
    if (url == null || !isAddress(url)) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "database.url is not an address of PostgreSQL; write jdbc:postgresql://host:port/database");
    }
    return url;
  }

  private static boolean isAddress(String url) {
    try {
      return url.startsWith("jdbc:postgresql:") && DriverManager.getDriver(url) != null;
    } catch (SQLException e) {
      // The driver's way to say that it cannot read the address.
      return false;
    }
  }
}
