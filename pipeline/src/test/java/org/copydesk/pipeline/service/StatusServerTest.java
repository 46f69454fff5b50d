package org.copydesk.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusServerTest {
  private final ServiceRunner runner = new ServiceRunner();
  private final Metrics metrics = new Metrics();
  private final StatusServer server = new StatusServer("127.0.0.1", 0, runner, metrics);

  @AfterEach
  void close() {
    server.close();
    metrics.close();
  }

  @Test
  void readinessFollowsTheComponentsAndLivenessDoesNot() {
    Switch store = new Switch();
    runner.add("status", server).add("store", store);

    runner.run(
        () -> {
          assertThat(get("/readyz").statusCode()).isEqualTo(200);
          store.health = Health.down("waiting for the database");

          HttpResponse<String> answer = get("/readyz");

          assertThat(answer.statusCode()).isEqualTo(503);
          JsonNode json = JsonMapper.shared().readTree(answer.body());
          assertThat(json.get("ready").booleanValue()).isFalse();
          assertThat(json.at("/components/status/healthy").booleanValue()).isTrue();
          assertThat(json.at("/components/store/detail").stringValue())
              .isEqualTo("waiting for the database");
          assertThat(get("/livez").statusCode()).isEqualTo(200);
          runner.stop();
        });
  }

  @Test
  void pageShowsEachComponentsStateAsText() {
    Switch store = new Switch();
    runner.add("status", server).add("store", store);

    runner.run(
        () -> {
          store.health = Health.down("waiting for <the database>");

          HttpResponse<String> answer = get("/");

          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body())
              .contains("Copydesk is not ready")
              .contains("<td>status</td><td>up</td>")
              .contains("<td>store</td><td>waiting for &lt;the database&gt;</td>");
          runner.stop();
        });
  }

  @Test
  void metricsHoldTheBuildTheJvmAndWhatTheStagesCount() {
    metrics.registry().counter("urls.stored").increment(3);
    server.start();

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(answer.body())
        .contains("build_info{")
        .contains("jvm_memory_used_bytes{")
        .contains("urls_stored_total 3.0");
  }

  @Test
  void unknownPathIsNotFoundAndTellsNothing() {
    server.start();

    HttpResponse<String> answer = get("/etc/passwd");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("server")).isEmpty();
  }

  @Test
  void takenPortIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StatusServer other = new StatusServer("127.0.0.1", taken.getLocalPort(), runner, metrics);

      assertThatThrownBy(other::start)
          .isInstanceOfSatisfying(
              ServiceFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.SYSTEM))
          .hasMessage(
              "The status page cannot listen on 127.0.0.1 port %d (status.bind): Address already in use."
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void closedServerLetsItsPortGo() {
    server.start();
    int port = URI.create(server.address()).getPort();

    server.close();
    server.close();

    // Another process's connection can hold the port for a moment.
    await().atMost(Duration.ofSeconds(60)).until(() -> isFree(port));
  }

  private static boolean isFree(int port) {
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return again.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create(server.address() + path);
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer from " + path, e);
    }
  }

  private static final class Switch implements Component {
    private volatile Health health = Health.up();

    @Override
    public void start() {}

    @Override
    public Health check() {
      return health;
    }

    @Override
    public void close() {}
  }
}
