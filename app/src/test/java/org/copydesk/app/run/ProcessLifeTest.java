package org.copydesk.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copydesk.app.Main;
import org.copydesk.pipeline.service.Component;
import org.copydesk.pipeline.service.Health;
import org.copydesk.pipeline.service.ServiceRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How real processes begin and end. */
class ProcessLifeTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern STATUS_ADDRESS =
      Pattern.compile("status page listens address=(http://\\S+)");

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leaveNoneBehind() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void takenStatusPortEndsTheStartWithOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          start(
              Main.class,
              "up",
              "--data",
              folder.resolve("data").toString(),
              "--set",
              "status.bind=127.0.0.1:" + taken.getLocalPort());

      assertThat(statusOf(process)).isEqualTo(71);
      assertThat(errors())
          .isEqualTo(
              "copydesk: The status page cannot listen on 127.0.0.1 port %d (status.bind): Address already in use.\n"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void dataFolderThatCannotBeEndsTheStartWithOneSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "a file");

    Process process = start(Main.class, "up", "--data", file.toString());

    assertThat(statusOf(process)).isEqualTo(73);
    assertThat(errors().lines().filter(line -> line.startsWith("copydesk: ")))
        .singleElement()
        .asString()
        .contains("The data folder " + file + " cannot be made");
    assertThat(errors()).doesNotContain("\tat ");
    assertThat(results()).isEmpty();
  }

  @Test
  void serviceWaitsForItsBrokerAndEndsCleanlyOnSigterm() throws Exception {
    // Bound, so that nobody else can listen there, and not listening itself
    try (Socket deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String broker = "kafka.bootstrap-servers=127.0.0.1:" + deaf.getLocalPort();
      Process process = start(Main.class, "process", "--set", broker);
      await().atMost(LIMIT).until(() -> STATUS_ADDRESS.matcher(errors()).find());

      Matcher status = STATUS_ADDRESS.matcher(errors());
      assertThat(status.find()).isTrue();
      assertThat(ask(status.group(1) + "/livez")).isEqualTo(200);
      assertThat(ask(status.group(1) + "/readyz")).isEqualTo(503);
      process.destroy();

      assertThat(statusOf(process)).isZero();
      assertThat(errors()).doesNotContain("\tat ");
    }
  }

  @Test
  void secondSignalHaltsAtOnce() throws Exception {
    Process process = start(Endless.class);
    await().atMost(LIMIT).until(() -> results().contains("ready"));

    process.destroy();
    await().atMost(LIMIT).until(() -> results().contains("closing"));
    assertThat(process.isAlive()).isTrue();
    process.destroy();

    assertThat(statusOf(process)).isEqualTo(128 + 15);
  }

  /** A process whose only component never ends its close. */
  static final class Endless implements Component {
    private Endless() {}

    public static void main(String[] arguments) {
      ServiceRunner runner = new ServiceRunner().add("endless", new Endless());
      System.exit(runner.run(() -> System.out.println("ready")).status());
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
      return Health.up();
    }

    @Override
    public void close() {
      System.out.println("closing");
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  private Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("results").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COPYDESK_"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static int statusOf(Process process) throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private String results() throws IOException {
    return Files.readString(folder.resolve("results"));
  }

  private static int ask(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
