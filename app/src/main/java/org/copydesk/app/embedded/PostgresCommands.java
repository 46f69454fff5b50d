package org.copydesk.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;

/**
 * Runs PostgreSQL's own programs. As root they run in a user namespace, where they do not see that
 * they are root: PostgreSQL refuses to run as root otherwise, and changing to another user would
 * need the whole path of the data folder to be open to that user.
 */
final class PostgresCommands {
  private static final List<String> USER_NAMESPACE = List.of("unshare", "--user");
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

  private final Path programs;
  private final List<String> prefix;

  private PostgresCommands(Path programs, List<String> prefix) {
    this.programs = programs;
    this.prefix = prefix;
  }

  /** What a program ended with. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }

    /** The last line it printed, which holds the reason when it failed. */
    String lastLine() {
      return output
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .reduce((earlier, later) -> later)
          .orElse("it ended with status " + status);
    }
  }

  /**
   * @param binaries the folder that holds PostgreSQL's {@code bin}
   * @throws ServiceFailure for root on a system without user namespaces
   */
  static PostgresCommands of(Path binaries) throws IOException {
    Path programs = binaries.resolve("bin");
    if (!isRoot(binaries)) {
      return new PostgresCommands(programs, List.of());
    }
    List<String> probe = new ArrayList<>(USER_NAMESPACE);
    probe.add("true");
    if (!execute(probe, CHECK_LIMIT).succeeded()) {
      throw new ServiceFailure(
          ExitCode.UNAVAILABLE,
          "PostgreSQL does not run as root, and this system gives root no user namespace to hide"
              + " it in; start Copydesk as another user.");
    }
    return new PostgresCommands(programs, USER_NAMESPACE);
  }

  /** Runs a program to its end; one that does not end within the limit is killed and has failed. */
  Result run(Duration limit, String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    return execute(command, limit);
  }

  /** We own what we create, so a file of ours tells who we are. */
  private static boolean isRoot(Path ownFile) throws IOException {
    return Files.getAttribute(ownFile, "unix:uid").equals(0);
  }

  private static Result execute(List<String> command, Duration limit) {
    Path output = null;
    try {
      output = Files.createTempFile("copydesk-postgresql", ".out");
      Process process = builder(command, output).start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "it did not end within " + limit.toSeconds() + " seconds");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Result(-1, Sentences.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, "its start was interrupted");
    } finally {
      if (output != null) {
        output.toFile().delete();
      }
    }
  }

  private static ProcessBuilder builder(List<String> command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    // PGDATA, PGPORT and the user's language must not reach the server.
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    return builder;
  }
}
