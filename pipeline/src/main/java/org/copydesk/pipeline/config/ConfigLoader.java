package org.copydesk.pipeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/**
 * Loads the configuration. The last layer that names a key wins: defaults, file, environment,
 * command line. All that is wrong is said at once, as one {@link ServiceFailure}.
 */
public final class ConfigLoader {
  /** Client properties that the guarantees rest on; Copydesk sets them itself. */
  private static final Set<String> OWN_KAFKA_PROPERTIES =
      Set.of(
          "acks",
          "auto.offset.reset",
          "bootstrap.servers",
          "enable.auto.commit",
          "enable.idempotence",
          "group.id",
          "group.instance.id",
          "group.protocol",
          "isolation.level",
          "key.deserializer",
          "key.serializer",
          "partition.assignment.strategy",
          "transactional.id",
          "value.deserializer",
          "value.serializer");

  private final Map<String, Setting<?>> known =
      Settings.ALL.stream()
          .collect(
              Collectors.toMap(
                  Setting::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  private final Map<String, RawValue> raw = new LinkedHashMap<>();
  private final List<EffectiveValue> effective = new ArrayList<>();
  private final Problems problems = new Problems();

  private ConfigLoader() {}

  /**
   * Loads without defaults of the command's own.
   *
   * @param file null when there is none
   * @param environment as of {@link System#getenv()}; names not beginning with COPYDESK_ are
   *     ignored
   * @param overrides dotted keys and values of the command line
   * @throws ServiceFailure with one sentence a line for all that is wrong
   */
  public static LoadedConfig load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
    return load(file, environment, overrides, Map.of());
  }

  /**
   * Loads.
   *
   * @param defaults dotted keys and values that stand in place of the usual defaults, such as those
   *     of the embedded broker
   */
  public static LoadedConfig load(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> overrides,
      Map<String, String> defaults) {
    return new ConfigLoader().loadLayers(file, environment, overrides, defaults);
  }

  private LoadedConfig loadLayers(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> overrides,
      Map<String, String> defaults) {
    takeOverrides(defaults, "default");
    List<SourceConfig> sources = file == null ? List.of() : takeFile(file);
    new EnvironmentLayer(raw, problems).take(environment);
    takeOverrides(overrides, "command line");
    CopydeskConfig config = typed(sources);
    problems.throwIfAny();
    return new LoadedConfig(config, effective);
  }

  private void takeOverrides(Map<String, String> values, String origin) {
    values.forEach(
        (key, text) -> {
          if (known.containsKey(key)) {
            raw.put(key, new RawValue(text, origin));
          } else {
            problems.unknown("key " + key, origin, Suggestion.nearest(key, known.keySet()));
          }
        });
  }

  private List<SourceConfig> takeFile(Path file) {
    FileLayer layer = new FileLayer(file, known, raw, problems);
    YamlNode sources = layer.take(YamlFile.read(file));
    List<SourceConfig> read = new SourcesReader(layer::origin, problems).read(sources);
    if (!(sources instanceof YamlNode.Nothing)) {
      effective.add(
          new EffectiveValue(
              Settings.SOURCES, read.size() + " sources", layer.origin(sources.line())));
    }
    return read;
  }

  private CopydeskConfig typed(List<SourceConfig> sources) {
    KafkaConfig kafka =
        new KafkaConfig(
            optional(Settings.KAFKA_BOOTSTRAP_SERVERS),
            optional(Settings.KAFKA_SLOT),
            withoutOwn(required(Settings.KAFKA_PROPERTIES)));
    DatabaseConfig database =
        new DatabaseConfig(
            optional(Settings.DATABASE_URL),
            required(Settings.DATABASE_USER),
            optional(Settings.DATABASE_PASSWORD),
            required(Settings.DATABASE_POOL_SIZE));
    FetchConfig fetch =
        new FetchConfig(
            optional(Settings.FETCH_CONTACT),
            required(Settings.FETCH_DELAY),
            required(Settings.FETCH_ALLOW_NETWORKS),
            required(Settings.FETCH_ALLOW_PORTS),
            required(Settings.FETCH_TIMEOUT),
            required(Settings.FETCH_MAX_BODY),
            required(Settings.FETCH_POLL_INTERVAL),
            required(Settings.FETCH_SHORTEST_POLL),
            required(Settings.FETCH_LONGEST_POLL),
            required(Settings.FETCH_PARALLEL),
            required(Settings.FETCH_PARALLEL_PER_ADDRESS),
            required(Settings.FETCH_LIVE_AGE),
            required(Settings.FETCH_REVISIT_AFTER));
    StatusConfig status = required(Settings.STATUS_BIND);
    TopicsConfig topics =
        new TopicsConfig(
            required(Settings.TOPICS_PARTITIONS), required(Settings.TOPICS_REPLICATION));
    ProcessConfig process =
        new ProcessConfig(
            required(Settings.PROCESS_DEADLINE),
            required(Settings.PROCESS_WORKERS),
            required(Settings.PROCESS_BATCH_SIZE));
    StoreConfig store = new StoreConfig(required(Settings.STORE_BATCH_SIZE));
    BackfillConfig backfill =
        new BackfillConfig(
            required(Settings.BACKFILL_MAX_LIVE_LAG), required(Settings.BACKFILL_SITEMAP_AGE));
    return new CopydeskConfig(
        kafka, database, fetch, sources, status, topics, process, store, backfill);
  }

  private <T> T required(Setting<T> setting) {
    T value = optional(setting);
    return value == null ? Objects.requireNonNull(setting.fallback(), setting.key()) : value;
  }

  /** The value given, the default, or null; a wrong value is noted and replaced by the default. */
  private <T> @Nullable T optional(Setting<T> setting) {
    RawValue given = raw.get(setting.key());
    T value = given == null ? setting.fallback() : setting.type().parse(given.text());
    if (given != null && value == null) {
      problems.wrong(setting.key(), given, setting.type().expected(), setting.secret());
    }
    effective.add(
        new EffectiveValue(
            setting.key(),
            value == null ? "" : setting.type().print(value),
            given == null ? "default" : given.origin()));
    return value;
  }

  private Map<String, String> withoutOwn(Map<String, String> properties) {
    properties.keySet().stream()
        .sorted()
        .filter(OWN_KAFKA_PROPERTIES::contains)
        .forEach(
            name ->
                problems.add(
                    "kafka.properties must not set %s: Copydesk's guarantees rest on it."
                        .formatted(name)));
    return properties;
  }
}
