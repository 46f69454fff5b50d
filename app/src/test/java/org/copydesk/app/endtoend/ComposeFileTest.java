package org.copydesk.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copydesk.app.endtoend.ComposeFile.list;
import static org.copydesk.app.endtoend.ComposeFile.map;
import static org.copydesk.app.endtoend.ComposeFile.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the compose file and the Dockerfile to what an operator may rely on. */
class ComposeFileTest {
  private static final Pattern PINNED = Pattern.compile("[a-z0-9/.-]+:\\d+\\.\\d+[\\w.-]*");

  @TempDir Path temporary;
  private final ComposeFile compose = ComposeFile.read();
  private final Map<String, Object> services = compose.services();

  @Test
  void allPartsAreThere() {
    assertThat(services).containsOnlyKeys("ingest", "kafka", "postgres", "process", "store");
  }

  @Test
  void everyImageIsPinned() {
    services.forEach(
        (name, service) -> assertThat(text(map(service).get("image"))).as(name).matches(PINNED));
  }

  @Test
  void everyPortIsOpenOnThisMachineOnly() {
    services.forEach(
        (name, service) ->
            assertThat(list(map(service).get("ports")))
                .as(name)
                .isNotEmpty()
                .allSatisfy(port -> assertThat(text(port)).startsWith("127.0.0.1:")));
  }

  @Test
  void nothingRunsAsRoot() {
    services.forEach(
        (name, service) ->
            assertThat(text(map(service).get("user"))).as(name).doesNotMatch("(?:root|0)(?::.*)?"));
  }

  @Test
  void everythingIsWatchedRestartedAndGivenTimeToStop() {
    services.forEach(
        (name, service) -> {
          assertThat(map(map(service).get("healthcheck"))).as(name).containsKey("test");
          assertThat(text(map(service).get("restart"))).as(name).isEqualTo("unless-stopped");
          String grace = text(map(service).get("stop_grace_period"));
          assertThat(grace).as(name).matches("\\d+s");
          assertThat(Integer.parseInt(grace.replace("s", ""))).as(name).isGreaterThanOrEqualTo(30);
        });
  }

  @Test
  void eachServiceWaitsUntilWhatItNeedsIsHealthy() {
    assertThat(conditions("ingest")).containsOnlyKeys("kafka");
    assertThat(conditions("process")).containsOnlyKeys("kafka");
    assertThat(conditions("store")).containsOnlyKeys("kafka", "postgres");
    for (String service : List.of("ingest", "process", "store")) {
      assertThat(conditions(service).values())
          .as(service)
          .allSatisfy(
              needed -> assertThat(map(needed)).containsEntry("condition", "service_healthy"));
    }
  }

  @Test
  void noSecretStandsInTheFile() {
    services.forEach(
        (name, service) ->
            map(map(service).getOrDefault("environment", Map.of()))
                .forEach(
                    (variable, value) -> {
                      if (variable.matches(".*(?:PASSWORD|SECRET|TOKEN|CREDENTIAL).*")) {
                        assertThat(variable).as(name).endsWith("_FILE");
                        assertThat(text(value)).as(variable).startsWith("/run/secrets/");
                      }
                    }));
  }

  @Test
  void whatTheOperatorMustSetStopsTheStartWithAReason() throws IOException {
    assertThat(ComposeFile.VARIABLE.matcher(Files.readString(ComposeFile.PATH)).results())
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(variable.group(2)).startsWith(":?set it to "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "process", "store"})
  void theServicesKnowEveryVariableTheyAreGiven(String service) throws IOException {
    Map<String, String> environment = environmentOf(service);

    CopydeskConfig config = ConfigLoader.load(null, environment, Map.of()).config();

    assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:19092");
    assertThat(environment).containsEntry("COPYDESK_LOG_FORMAT", "json");
  }

  @Test
  void theImageIsPinnedAndDoesNotRunAsRoot() throws IOException {
    List<String> dockerfile = Files.readAllLines(ContainerImage.PATH);

    assertThat(dockerfile)
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM " + PINNED.pattern() + "( AS build)?"));
    assertThat(dockerfile).contains("USER 10001:10001");
    assertThat(dockerfile).anyMatch(line -> line.startsWith("HEALTHCHECK "));
  }

  private Map<String, Object> conditions(String service) {
    return map(compose.service(service).get("depends_on"));
  }

  /** The service's variables as a container sees them, with the secret in a file of ours. */
  private Map<String, String> environmentOf(String service) throws IOException {
    Path password = Files.writeString(temporary.resolve("password"), "not a real one\n");
    Map<String, String> environment =
        compose.environment(service, Map.of("COPYDESK_FETCH_CONTACT", "someone@example.org"));
    environment.replaceAll((name, value) -> name.endsWith("_FILE") ? password.toString() : value);
    return environment;
  }
}
