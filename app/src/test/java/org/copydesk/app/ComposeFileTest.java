package org.copydesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.copydesk.pipeline.config.ConfigLoader;
import org.copydesk.pipeline.config.CopydeskConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the compose file and the Dockerfile to what an operator may rely on. */
class ComposeFileTest {
  private static final Path ROOT = Path.of(System.getProperty("copydesk.root", ".."));
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)([^}]*)}");
  private static final Pattern PINNED = Pattern.compile("[a-z0-9/.-]+:\\d+\\.\\d+[\\w.-]*");

  @TempDir Path temporary;
  private Map<String, Object> services = Map.of();

  @BeforeEach
  void readServices() throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Map<String, Object> file = yaml.load(Files.readString(ROOT.resolve("docker-compose.yml")));
    services = map(file.get("services"));
  }

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
    assertThat(VARIABLE.matcher(Files.readString(ROOT.resolve("docker-compose.yml"))).results())
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
    List<String> dockerfile = Files.readAllLines(ROOT.resolve("Dockerfile"));

    assertThat(dockerfile)
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM " + PINNED.pattern() + "( AS build)?"));
    assertThat(dockerfile).contains("USER 10001:10001");
    assertThat(dockerfile).anyMatch(line -> line.startsWith("HEALTHCHECK "));
  }

  private Map<String, Object> conditions(String service) {
    return map(map(services.get(service)).get("depends_on"));
  }

  /** The service's variables as a container sees them, with the secret in a file of ours. */
  private Map<String, String> environmentOf(String service) throws IOException {
    Path password = Files.writeString(temporary.resolve("password"), "not a real one\n");
    Map<String, String> environment = new HashMap<>();
    map(map(services.get(service)).get("environment"))
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    name.endsWith("_FILE")
                        ? password.toString()
                        : VARIABLE.matcher(text(value)).replaceAll("someone@example.org")));
    return environment;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new AssertionError("not a mapping: " + value);
  }

  private static Collection<?> list(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list;
    }
    throw new AssertionError("not a list: " + value);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
