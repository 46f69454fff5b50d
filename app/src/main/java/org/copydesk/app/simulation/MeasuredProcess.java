package org.copydesk.app.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Java process of this program's classes, with what the system and the JVM say about it. What
 * cannot be learned here, such as resident memory without {@code /proc}, is empty. Belongs to one
 * thread.
 */
final class MeasuredProcess implements AutoCloseable {

  private static final long STOP_SECONDS = 30;
  private static final int TAIL = 20;

  private final Process process;
  private final Path log;

  private MeasuredProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process with this JVM's Java and class path.
   *
   * @param environment the whole of it
   * @param log takes its output and its log
   */
  static MeasuredProcess start(
      List<String> options,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      // Whoever ends this process must not leave the other one behind.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new MeasuredProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for it to end by itself; whether it ended well. */
  boolean endsWell(Duration within) throws InterruptedException {
    return process.waitFor(within.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** Processor time of all its threads so far, the compiler's and the collector's among them. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory that it has in RAM, at most so far; in bytes. */
  OptionalLong peakResident() {
    return status("VmHWM:");
  }

  /** Memory that it has in RAM now, in bytes. */
  OptionalLong resident() {
    return status("VmRSS:");
  }

  /** What is left in the heap after a full collection, which this causes; in bytes. */
  OptionalLong liveHeap() throws InterruptedException {
    String pid = Long.toString(process.pid());
    try {
      Process asked =
          new ProcessBuilder(tool("jcmd"), pid, "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor();
      return answer
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", 4)[2]))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty(); // a Java runtime without the development tools
    }
  }

  /** The last lines of its log. */
  String tail() {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
    } catch (IOException | UncheckedIOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  /** SIGTERM, and SIGKILL when that does not help. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private OptionalLong status(String name) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", 3)[1]) * 1024)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty(); // no such thing on this system, or the process is gone
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
