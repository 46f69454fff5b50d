package org.copydesk.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  /** For each key another value than its default, as one would write it. */
  private static final Map<String, String> OTHER_VALUES = new LinkedHashMap<>();

  static {
    OTHER_VALUES.put("kafka.bootstrap-servers", "one.example:9092,two.example:9092");
    OTHER_VALUES.put("kafka.slot", "3");
    OTHER_VALUES.put("kafka.properties", "security.protocol=SSL");
    OTHER_VALUES.put("database.url", "jdbc:postgresql://db.example:5433/news");
    OTHER_VALUES.put("database.user", "reader");
    OTHER_VALUES.put("database.password", "correct horse");
    OTHER_VALUES.put("database.pool-size", "7");
    OTHER_VALUES.put("fetch.contact", "desk@example.org");
    OTHER_VALUES.put("fetch.delay", "1500ms");
    OTHER_VALUES.put("fetch.allow-networks", "127.0.0.0/8,fd00::/8");
    OTHER_VALUES.put("fetch.allow-ports", "8080,8443");
    OTHER_VALUES.put("fetch.timeout", "12s");
    OTHER_VALUES.put("fetch.max-body", "512KiB");
    OTHER_VALUES.put("fetch.poll-interval", "2h");
    OTHER_VALUES.put("fetch.shortest-poll", "2m");
    OTHER_VALUES.put("fetch.longest-poll", "12h");
    OTHER_VALUES.put("fetch.parallel", "5");
    OTHER_VALUES.put("fetch.parallel-per-address", "3");
    OTHER_VALUES.put("fetch.live-age", "2d");
    OTHER_VALUES.put("fetch.revisit-after", "10m,1d");
    OTHER_VALUES.put("status.bind", "[::1]:9100");
    OTHER_VALUES.put("topics.partitions", "24");
    OTHER_VALUES.put("topics.replication", "2");
    OTHER_VALUES.put("process.deadline", "4s");
    OTHER_VALUES.put("process.workers", "251");
    OTHER_VALUES.put("process.batch-size", "50");
    OTHER_VALUES.put("store.batch-size", "40");
    OTHER_VALUES.put("backfill.max-live-lag", "7");
    OTHER_VALUES.put("backfill.sitemap-age", "30d");
  }

  @TempDir Path folder;

  @Test
  void everyKeyIsReadFromTheCommandLine() {
    assertThat(OTHER_VALUES.keySet())
        .containsExactlyElementsOf(Settings.ALL.stream().map(Setting::key).toList());

    LoadedConfig loaded = ConfigLoader.load(null, Map.of(), OTHER_VALUES);

    assertThat(loaded.config())
        .isEqualTo(
            new CopydeskConfig(
                new KafkaConfig(
                    "one.example:9092,two.example:9092", "3", Map.of("security.protocol", "SSL")),
                new DatabaseConfig(
                    "jdbc:postgresql://db.example:5433/news",
                    "reader",
                    Secret.of("correct horse"),
                    7),
                new FetchConfig(
                    "desk@example.org",
                    Duration.ofMillis(1500),
                    List.of("127.0.0.0/8", "fd00::/8"),
                    List.of(8080, 8443),
                    Duration.ofSeconds(12),
                    512 << 10,
                    Duration.ofHours(2),
                    Duration.ofMinutes(2),
                    Duration.ofHours(12),
                    5,
                    3,
                    Duration.ofDays(2),
                    List.of(Duration.ofMinutes(10), Duration.ofDays(1))),
                List.of(),
                new StatusConfig("::1", 9100),
                new TopicsConfig(24, 2),
                new ProcessConfig(Duration.ofSeconds(4), 251, 50),
                new StoreConfig(40),
                new BackfillConfig(7, Duration.ofDays(30))));
  }

  @Test
  void everyKeyIsReadFromTheEnvironmentAndSaysSo() {
    Map<String, String> environment = new LinkedHashMap<>();
    Settings.ALL.forEach(s -> environment.put(s.environmentName(), OTHER_VALUES.get(s.key())));

    LoadedConfig loaded = ConfigLoader.load(null, environment, Map.of());

    assertThat(loaded.config()).isEqualTo(ConfigLoader.load(null, Map.of(), OTHER_VALUES).config());
    assertThat(loaded.values())
        .allSatisfy(value -> assertThat(value.origin()).startsWith("environment COPYDESK_"));
  }

  @Test
  void everyKeyIsReadFromTheFile() throws IOException {
    StringBuilder yaml = new StringBuilder();
    OTHER_VALUES.forEach((key, value) -> yaml.append("%s: \"%s\"\n".formatted(key, value)));

    LoadedConfig loaded = ConfigLoader.load(file(yaml.toString()), Map.of(), Map.of());

    assertThat(loaded.config()).isEqualTo(ConfigLoader.load(null, Map.of(), OTHER_VALUES).config());
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    Path root = Path.of(System.getProperty("copydesk.root", ".."));
    String documentation = Files.readString(root.resolve("docs/configuration.md"));

    for (Setting<?> setting : Settings.ALL) {
      assertThat(documentation).contains("| `" + setting.key() + "` |");
    }
  }

  @Test
  void everyDefaultIsAValidValueOfItsKey() {
    for (Setting<?> setting : Settings.ALL) {
      assertDefaultRoundTrips(setting);
    }
  }

  private static <T> void assertDefaultRoundTrips(Setting<T> setting) {
    T fallback = setting.fallback();
    if (fallback != null) {
      assertThat(setting.type().parse(setting.type().print(fallback)))
          .as(setting.key())
          .isEqualTo(fallback);
    }
  }

  @Test
  void everyWrongValueIsNamedWithItsKeyAndWhatIsExpected() {
    for (Setting<?> setting : Settings.ALL) {
      String wrong = setting.key().equals("kafka.properties") ? "\\uXYZ" : ", \u202e ,";
      if (setting.key().equals("database.password")) {
        wrong = "x".repeat(5000);
      } else if (setting.key().equals("database.user")) {
        wrong = " ";
      }
      String value = wrong;
      assertThatThrownBy(() -> ConfigLoader.load(null, Map.of(), Map.of(setting.key(), value)))
          .isInstanceOf(ServiceFailure.class)
          .hasMessageStartingWith(setting.key())
          .hasMessageContaining("(command line)")
          .hasMessageContaining(setting.type().expected())
          .hasMessageNotContaining("\u202e");
    }
  }

  @Test
  void laterLayersWinOverEarlierOnes() throws IOException {
    Path file = file("fetch:\n  delay: 3s\n  timeout: 9s\n  parallel: 3\n");

    LoadedConfig loaded =
        ConfigLoader.load(
            file,
            Map.of("COPYDESK_FETCH_TIMEOUT", "8s", "COPYDESK_FETCH_PARALLEL", "4"),
            Map.of("fetch.parallel", "5"),
            Map.of("fetch.delay", "1s", "topics.replication", "1"));

    FetchConfig fetch = loaded.config().fetch();
    assertThat(fetch.delay()).isEqualTo(Duration.ofSeconds(3));
    assertThat(fetch.timeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(fetch.parallel()).isEqualTo(5);
    assertThat(loaded.config().topics().replication()).isEqualTo(1);
    assertThat(originOf(loaded, "fetch.delay")).isEqualTo("copydesk.yaml line 2");
    assertThat(originOf(loaded, "fetch.timeout")).isEqualTo("environment COPYDESK_FETCH_TIMEOUT");
    assertThat(originOf(loaded, "fetch.parallel")).isEqualTo("command line");
    assertThat(originOf(loaded, "store.batch-size")).isEqualTo("default");
  }

  @Test
  void sourcesAreReadInOrderWithIdsOfTheirOwnOrOfTheirAddress() throws IOException {
    Path file =
        file(
            """
            sources:
              - feed: https://News.Example/world/feed.xml?full=1
              - id: paper
                sitemap: http://paper.example:8080/sitemap.xml
                name: The Paper
                every: 30m
            """);

    List<SourceConfig> sources = ConfigLoader.load(file, Map.of(), Map.of()).config().sources();

    assertThat(sources)
        .containsExactly(
            new SourceConfig(
                "news.example-world-feed.xml-full-1",
                SourceConfig.Kind.FEED,
                URI.create("https://News.Example/world/feed.xml?full=1"),
                null,
                null),
            new SourceConfig(
                "paper",
                SourceConfig.Kind.SITEMAP,
                URI.create("http://paper.example:8080/sitemap.xml"),
                "The Paper",
                Duration.ofMinutes(30)));
  }

  @Test
  void allProblemsOfAFileAreSaidAtOnceWithTheirLines() throws IOException {
    Path file =
        file(
            """
            kafka:
              bootstrap-server: one.example:9092
            fetch:
              delay: 2 seconds
              allow-networks:
                - 127.0.0.1
            sources:
              - feeed: https://news.example/
              - feed: ftp://news.example/
            """);

    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessageContaining(
            "Unknown key kafka.bootstrap-server (copydesk.yaml line 2);"
                + " did you mean kafka.bootstrap-servers?")
        .hasMessageContaining(
            "fetch.delay is \"2 seconds\" (copydesk.yaml line 4), but must be a duration")
        .hasMessageContaining("fetch.allow-networks is \"127.0.0.1\" (copydesk.yaml line 6)")
        .hasMessageContaining(
            "Unknown key sources[0].feeed (copydesk.yaml line 8); did you mean feed?")
        .hasMessageContaining("sources[1].feed is \"ftp://news.example/\" (copydesk.yaml line 9)");
  }

  @Test
  void twoSourcesOfOneIdAreRefused() throws IOException {
    Path file = file("sources:\n- feed: https://a.example/\n- site: https://a.example/\n");

    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of(), Map.of()))
        .hasMessage(
            "sources[1] has the id a.example (copydesk.yaml line 3), which another source has"
                + " already; give it an id.");
  }

  @Test
  void secretsAreReadFromFilesAndNeverShown() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cr3t value\n");
    Path properties =
        Files.writeString(folder.resolve("properties"), "sasl.jaas.config=top s3cr3t\n");

    LoadedConfig loaded =
        ConfigLoader.load(
            null,
            Map.of(
                "COPYDESK_DATABASE_PASSWORD_FILE", password.toString(),
                "COPYDESK_KAFKA_PROPERTIES_FILE", properties.toString()),
            Map.of());

    assertThat(loaded.config().database().password()).isEqualTo(Secret.of("s3cr3t value"));
    assertThat(loaded.config().kafka().properties())
        .containsEntry("sasl.jaas.config", "top s3cr3t");
    assertThat(loaded.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void secretGivenTwiceIsRefused() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cr3t\n");

    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null,
                    Map.of(
                        "COPYDESK_DATABASE_PASSWORD_FILE",
                        password.toString(),
                        "COPYDESK_DATABASE_PASSWORD",
                        "other"),
                    Map.of()))
        .hasMessage(
            "Both COPYDESK_DATABASE_PASSWORD and COPYDESK_DATABASE_PASSWORD_FILE are set;"
                + " keep one.");
  }

  @Test
  void unknownVariableIsRefusedButNotThoseOfKubernetesAndEmptyOnes() {
    Map<String, String> harmless =
        Map.of(
            "COPYDESK_KAFKA_SERVICE_HOST", "10.0.0.1",
            "COPYDESK_KAFKA_SERVICE_PORT_CLIENT", "9092",
            "COPYDESK_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
            "COPYDESK_PORT", "tcp://10.0.0.2:80",
            "COPYDESK_LOG_FORMAT", "json",
            "COPYDESK_KAFKA_SLOT", "",
            "PATH", "/bin");

    assertThat(ConfigLoader.load(null, harmless, Map.of()).config().kafka().slot()).isNull();
    assertThatThrownBy(
            () -> ConfigLoader.load(null, Map.of("COPYDESK_FETCH_DELAI", "1s"), Map.of()))
        .hasMessage(
            "Unknown environment variable COPYDESK_FETCH_DELAI (environment); did you mean"
                + " COPYDESK_FETCH_DELAY?");
  }

  @Test
  void kafkaPropertiesMayBeNestedButNotTouchTheGuarantees() throws IOException {
    Path good =
        file("kafka.properties:\n  ssl.key.password: 'a=b: #\\c'\n  sasl:\n    mechanism: PLAIN\n");
    assertThat(ConfigLoader.load(good, Map.of(), Map.of()).config().kafka().properties())
        .isEqualTo(Map.of("ssl.key.password", "a=b: #\\c", "sasl.mechanism", "PLAIN"));

    Path bad = file("kafka:\n  properties:\n    enable.auto.commit: true\n");
    assertThatThrownBy(() -> ConfigLoader.load(bad, Map.of(), Map.of()))
        .hasMessageContaining("kafka.properties must not set enable.auto.commit");
  }

  @Test
  void brokenFilesAreOneSentenceWithTheLine() throws IOException {
    assertThatThrownBy(() -> ConfigLoader.load(file("a: [1\nb: 2"), Map.of(), Map.of()))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageMatching(
            "The configuration file .*copydesk.yaml is not valid YAML \\(line 2\\)\\.");
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    file("store.batch-size: 1\nstore.batch-size: 2\n"), Map.of(), Map.of()))
        .hasMessageContaining("holds the key store.batch-size twice (line 2)");
    assertThatThrownBy(
            () -> ConfigLoader.load(file("x: &a 1\nkafka.slot: *a\n"), Map.of(), Map.of()))
        .hasMessageContaining("uses an alias (*), which is not supported (line 2)");
    assertThatThrownBy(() -> ConfigLoader.load(file("- a\n"), Map.of(), Map.of()))
        .hasMessageContaining("must hold keys and values (line 1)");
    assertThatThrownBy(() -> ConfigLoader.load(file("x: " + "[".repeat(5000)), Map.of(), Map.of()))
        .isInstanceOf(ServiceFailure.class);
    assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("absent.yaml"), Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_INPUT))
        .hasMessageContaining("no such file");
    assertThat(ConfigLoader.load(file("# nothing\n"), Map.of(), Map.of()).config().sources())
        .isEmpty();
  }

  private static String originOf(LoadedConfig loaded, String key) {
    return loaded.values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow()
        .origin();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("copydesk.yaml"), yaml);
  }
}
