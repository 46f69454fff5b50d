package org.copydesk.pipeline.log;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.event.Level;

/** How much Copydesk's own loggers tell. */
public final class LogLevel {
  /** The environment variable that chooses. */
  public static final String VARIABLE = "COPYDESK_LOG_LEVEL";

  private LogLevel() {}

  /** The level of a name in any case; empty when there is none. No name at all means info. */
  public static Optional<Level> of(String name) {
    return name.isEmpty()
        ? Optional.of(Level.INFO)
        : Arrays.stream(Level.values())
            .filter(level -> level.name().equalsIgnoreCase(name))
            .findFirst();
  }

  /** The level that the environment asks for; info when it names none that exists. */
  static Level chosen() {
    String name = System.getenv(VARIABLE);
    return of(name == null ? "" : name).orElse(Level.INFO);
  }
}
