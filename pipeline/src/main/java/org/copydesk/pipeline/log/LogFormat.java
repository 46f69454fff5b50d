package org.copydesk.pipeline.log;

import java.util.Optional;

/** How log lines are written. */
public enum LogFormat {
  /** For people: one short line, coloured on a terminal. */
  TEXT,
  /** For machines: one ECS JSON object a line. */
  JSON;

  /** The environment variable that chooses. */
  public static final String VARIABLE = "COPYDESK_LOG_FORMAT";

  /** The format of a name; empty when there is none of that name. No name at all means text. */
  public static Optional<LogFormat> of(String name) {
    return switch (name) {
      case "", "text" -> Optional.of(TEXT);
      case "json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  /** The format that the environment asks for; text when it names none that exists. */
  public static LogFormat chosen() {
    String name = System.getenv(VARIABLE);
    return of(name == null ? "" : name).orElse(TEXT);
  }
}
