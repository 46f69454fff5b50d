package org.copydesk.app;

import org.copydesk.app.cli.CommandLineProgram;
import org.copydesk.app.cli.Output;
import org.copydesk.ingest.guard.AddressCache;

/** The program's entry point; {@link CommandLineProgram} does the rest. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    AddressCache.disable(); // Before anything looks a name up.
    CommandLineProgram program =
        new CommandLineProgram(Output.ofProcess(), System.in, System.getenv());
    System.exit(program.run(arguments));
  }
}
