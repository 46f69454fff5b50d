package org.copydesk.app.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** What a command has around it, so that tests can give it others. */
record Surroundings(Output output, InputStream input, Map<String, String> environment) {
  Surroundings {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(input, "input");
    environment = Map.copyOf(environment);
  }
}
