package org.copydesk.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** One command run in this process, with what it wrote. */
record CommandRun(int status, String out, String err) {
  /** All commands as a model, which reads and writes nothing. */
  static CommandLine model() {
    return new CommandLine(new CopydeskCommand(), CommandRun::create);
  }

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

  private static <T> T create(Class<T> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1) {
        Output nowhere =
            Output.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        Surroundings none = new Surroundings(nowhere, InputStream.nullInputStream(), Map.of());
        return type.cast(constructor.newInstance(none));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
