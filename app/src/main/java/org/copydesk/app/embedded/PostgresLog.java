package org.copydesk.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the reason of a failed start from the server's log. */
final class PostgresLog {
  private static final String FATAL = "FATAL:";

  private PostgresLog() {}

  static Optional<String> lastFatalLine(Path log) {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.contains(FATAL))
          .reduce((earlier, later) -> later)
          .map(line -> line.substring(line.indexOf(FATAL) + FATAL.length()).strip());
    } catch (IOException noLog) {
      return Optional.empty();
    }
  }
}
