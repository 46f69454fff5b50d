package org.copydesk.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command run in this process, with what it wrote. */
record CommandRun(int status, String out, String err) {
  static CommandRun of(String... arguments) {
    return with(Map.of(), "", arguments);
  }

  static CommandRun with(Map<String, String> environment, String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new CommandLineProgram(
                Output.of(out, err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment)
            .run(arguments);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
