package org.copydesk.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.log.LogFormat;
import org.copydesk.pipeline.log.LogLevel;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.FailureReport;
import org.copydesk.pipeline.service.ServiceFailure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs one command of the command line and says with which status the process is to end. */
public final class CommandLineProgram {
  /** What a shell gives for a program whose reader went away (128 + SIGPIPE). */
  private static final int OUTPUT_CLOSED = 141;

  private final Surroundings surroundings;

  public CommandLineProgram(Output output, InputStream input, Map<String, String> environment) {
    this.surroundings = new Surroundings(output, input, environment);
  }

  /** Runs the command that the arguments name; never throws. */
  public int run(String... arguments) {
    CommandLine commandLine = commandLine();
    try {
      checkLogSettings();
      return commandLine.execute(arguments);
    } catch (ServiceFailure e) {
      return report(e);
    } finally {
      surroundings.output().messages().flush();
      surroundings.output().results().flush();
    }
  }

  private CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new CopydeskCommand(), this::create);
    commandLine.setOut(writer(surroundings.output().results()));
    commandLine.setErr(writer(surroundings.output().messages()));
    commandLine.setUsageHelpAutoWidth(true);
    choice(commandLine, ExtractCommand.Format.class);
    choice(commandLine, SourceConfig.Kind.class);
    choice(commandLine, SourcesExportCommand.Format.class);
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(CommandLineProgram::wrongUse);
    commandLine.setExecutionExceptionHandler((fault, command, parsed) -> failed(fault));
    return commandLine;
  }

  private static <E extends Enum<E>> void choice(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(type, new Choice<>(type));
  }

  /** Commands that need the streams or the environment take them in their constructor. */
  private <T> T create(Class<T> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Surroundings.class) {
        return type.cast(constructor.newInstance(surroundings));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  private void checkLogSettings() {
    String name = surroundings.environment().getOrDefault(LogFormat.VARIABLE, "");
    if (LogFormat.of(name).isEmpty()) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "%s is \"%s\", but must be text or json.".formatted(LogFormat.VARIABLE, name));
    }
    String level = surroundings.environment().getOrDefault(LogLevel.VARIABLE, "");
    if (LogLevel.of(level).isEmpty()) {
      throw new ServiceFailure(
          ExitCode.CONFIG,
          "%s is \"%s\", but must be error, warn, info, debug or trace."
              .formatted(LogLevel.VARIABLE, level));
    }
  }

  private static int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("copydesk: " + e.getMessage());
    boolean isUnknownWord = e instanceof CommandLine.UnmatchedArgumentException;
    if (!command.getSubcommands().isEmpty() && !isUnknownWord) {
      command.usage(err); // A group of commands was named, but none of them.
    } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE.status();
  }

  private int failed(Exception fault) {
    if (fault instanceof Output.OutputClosed) {
      return OUTPUT_CLOSED;
    }
    if (fault instanceof DependencyUnavailable away) {
      return report(
          new ServiceFailure(
              ExitCode.UNAVAILABLE,
              "No answer from %s: %s.".formatted(away.dependency(), away.getMessage()),
              away));
    }
    return report(FailureReport.unforeseen("the command", fault));
  }

  private int report(ServiceFailure failure) {
    FailureReport.print(failure, surroundings.output().messages());
    return failure.exitCode().status();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
