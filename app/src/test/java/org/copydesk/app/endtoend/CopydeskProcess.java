package org.copydesk.app.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One Copydesk process, started as a user would, which a test may kill, freeze and wake. */
final class CopydeskProcess implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Path log;

  private CopydeskProcess(Process process, Path output, Path log) {
    this.process = process;
    this.output = output;
    this.log = log;
  }

  /**
   * Starts {@code copydesk} with these arguments.
   *
   * @param folder where its output goes
   * @param environment the whole of it
   */
  static CopydeskProcess start(
      Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("org.copydesk.app.Main");
    command.addAll(arguments);
    try {
      String name = String.join("-", arguments.subList(0, 1)) + "-" + System.nanoTime();
      Path output = folder.resolve(name + ".out");
      Path log = folder.resolve(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new CopydeskProcess(builder.start(), output, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the line that says it is ready, and gives it. */
  String awaitReady() {
    await()
        .alias("ready line of " + log)
        .atMost(Duration.ofSeconds(90))
        .until(() -> !process.isAlive() || output().contains("ready"));
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ":\n" + log());
    }
    return output().lines().filter(line -> line.contains("ready")).findFirst().orElseThrow();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; gives the exit code. */
  int terminate() {
    process.destroy();
    return awaitEnd();
  }

  /** SIGSTOP. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  void wake() {
    signal("CONT");
  }

  /** It runs, or was killed or stopped; but did not end by itself. */
  void assertNotFailed() {
    if (!process.isAlive() && process.exitValue() < 128) {
      throw new AssertionError("ended with " + process.exitValue() + ":\n" + log());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    return read(output);
  }

  String log() {
    return read(log);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      wake();
      process.destroyForcibly();
      awaitEnd();
    }
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("does not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
