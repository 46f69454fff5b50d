package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copydesk.app.embedded.LoopbackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts each service as a plain process with exactly the command and the environment that
 * docker-compose.yml and the Dockerfile give it. Only what must differ outside of containers does:
 * the addresses of Kafka and PostgreSQL, the paths of mounted files, and the ports.
 */
final class ComposeEnvironmentTest {
  private static final Pattern OPEN_ADDRESS = Pattern.compile("0\\.0\\.0\\.0:(\\d+)");
  private static final Pattern ASKED_PORT = Pattern.compile("(/dev/tcp/127\\.0\\.0\\.1/)(\\d+)");
  private static final Pattern KAFKA = Pattern.compile("kafka:\\d+");
  private static final Pattern POSTGRES = Pattern.compile("postgres:5432");

  @TempDir private Path folder;

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void everyServiceGetsReadyWithWhatTheComposeFileGivesIt() throws Exception {
    assertThat(ContainerImage.read().entryPoint()).isEqualTo("[\"/opt/copydesk/copydesk\"]");
    try (Machines machines = new Machines(folder);
        Container ingest = start("ingest", machines);
        Container process = start("process", machines);
        Container store = start("store", machines)) {
      for (Container container : List.of(ingest, process, store)) {
        container.awaitHealthy();
        assertThat(container.readiness()).isEqualTo(200);
      }
    }
  }

  @Test
  void everyServiceOfOursIsStartedHere() {
    assertThat(compose.ownServices()).containsExactlyInAnyOrder("ingest", "process", "store");
  }

  @Test
  void healthCheckIsWhetherTheServiceSaysItIsReady() throws Exception {
    int port = LoopbackPorts.chooseFree();
    Path script = readyScript(Map.of(8080, port));

    assertThat(status(script)).as("nobody listens").isNotZero();
    assertThat(statusWhenReadyzAnswers(script, port, 503)).isNotZero();
    assertThat(statusWhenReadyzAnswers(script, port, 200)).isZero();
  }

  /** A service's process, and what takes the place of its container's network. */
  private record Container(CopydeskProcess process, Path readyScript, int statusPort)
      implements AutoCloseable {
    void awaitHealthy() {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                process.assertNotFailed();
                return status(readyScript) == 0;
              });
    }

    int readiness() throws IOException, InterruptedException {
      URI address = URI.create("http://127.0.0.1:" + statusPort + "/readyz");
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
            .statusCode();
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private Container start(String service, Machines machines) throws Exception {
    Map<String, String> operator = operator(machines);
    int statusPort = LoopbackPorts.chooseFree();
    Map<Integer, Integer> ports = Map.of(8080, statusPort);
    assertThat(compose.publishedPorts(service)).isEqualTo(ports.keySet());
    assertThat(compose.healthCheck(service)).containsExactly("CMD", "/opt/copydesk/ready");

    Map<String, String> files = compose.files(service, operator);
    Map<String, String> environment = new LinkedHashMap<>(ContainerImage.read().environment());
    environment.putAll(compose.environment(service, operator));
    environment.replaceAll((name, value) -> outside(value, files, ports, machines));
    List<String> command =
        compose.command(service).stream()
            .map(word -> outside(word, files, ports, machines))
            .toList();
    return new Container(
        CopydeskProcess.start(folder, environment, command), readyScript(ports), statusPort);
  }

  /** What the comment at the top of the compose file tells the operator to set. */
  private Map<String, String> operator(Machines machines) throws IOException {
    Path password = folder.resolve("database-password");
    Files.writeString(password, machines.databasePassword() + "\n");
    Path config = folder.resolve("copydesk.yml");
    // A source that the guard refuses, so that no request leaves this machine.
    Files.writeString(config, "sources:\n  - feed: http://127.0.0.1/feed.xml\n");
    return Map.of(
        "DATABASE_PASSWORD_FILE",
        password.toString(),
        "COPYDESK_CONFIG_FILE",
        config.toString(),
        "COPYDESK_FETCH_CONTACT",
        "you@example.org");
  }

  /** A value of a container as it has to be outside of it. */
  private String outside(
      String value, Map<String, String> files, Map<Integer, Integer> ports, Machines machines) {
    if (KAFKA.matcher(value).matches()) {
      assertKafkaListensOn(value);
      return machines.bootstrapServers();
    }
    if (POSTGRES.matcher(value).find()) {
      String database = machines.databaseUrl();
      String address = URI.create(database.substring("jdbc:".length())).getAuthority();
      assertThat(POSTGRES.matcher(value).replaceAll(address)).isEqualTo(database);
      return database;
    }
    return OPEN_ADDRESS
        .matcher(files.getOrDefault(value, value))
        .replaceAll(address -> "127.0.0.1:" + mapped(address.group(1), ports));
  }

  private void assertKafkaListensOn(String address) {
    String listeners =
        compose.environment("kafka", Map.of()).getOrDefault("KAFKA_ADVERTISED_LISTENERS", "");
    assertThat(listeners.split(",")).anyMatch(listener -> listener.endsWith("://" + address));
  }

  private static int mapped(String port, Map<Integer, Integer> ports) {
    assertThat(ports).as("published ports").containsKey(Integer.valueOf(port));
    return ports.getOrDefault(Integer.valueOf(port), 0);
  }

  private Path readyScript(Map<Integer, Integer> ports) throws Exception {
    Path own = Files.createTempDirectory(folder, "image");
    Path script = ContainerImage.read().writeReadyScript(own);
    Matcher asked = ASKED_PORT.matcher(Files.readString(script));
    Files.writeString(
        script, asked.replaceAll(port -> port.group(1) + mapped(port.group(2), ports)));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int statusWhenReadyzAnswers(Path script, int port, int answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isReadyz = exchange.getRequestURI().getPath().equals("/readyz");
          exchange.sendResponseHeaders(isReadyz ? answer : 404, -1);
          exchange.close();
        });
    server.start();
    try {
      return status(script);
    } finally {
      server.stop(0);
    }
  }

  private static int status(Path script) throws IOException, InterruptedException {
    return new ProcessBuilder(script.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
