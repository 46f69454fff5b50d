package org.copydesk.pipeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every key there is, with its type, bounds and default. {@code sources} alone is a list apart. */
final class Settings {
  static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      optional(
          "kafka.bootstrap-servers",
          ValueTypes.text("host:port pairs divided by commas", Settings::areHostsWithPorts),
          "Kafka brokers to ask first; without it `up` starts its own broker");
  static final Setting<String> KAFKA_SLOT =
      optional(
          "kafka.slot",
          ValueTypes.text(
              "1 to 64 letters, digits, dots, underscores or hyphens",
              matches("[A-Za-z0-9._-]{1,64}")),
          "stable name of this instance among its kind, such as a StatefulSet's ordinal");
  static final Setting<Map<String, String>> KAFKA_PROPERTIES =
      new Setting<>(
          "kafka.properties",
          ValueTypes.properties(),
          Map.of(),
          true,
          "further Kafka client properties, such as those of TLS and SASL");
  static final Setting<String> DATABASE_URL =
      optional(
          "database.url",
          ValueTypes.text(
              "an address such as jdbc:postgresql://127.0.0.1:5432/copydesk without a password",
              url ->
                  url.startsWith("jdbc:postgresql:")
                      && !url.contains("password=")
                      && !url.contains("@")),
          "PostgreSQL to store into; without it `up` starts its own");
  static final Setting<String> DATABASE_USER =
      required(
          "database.user",
          ValueTypes.text("a role's name", name -> true),
          "copydesk",
          "PostgreSQL role to log in as");
  static final Setting<Secret> DATABASE_PASSWORD =
      new Setting<>(
          "database.password", ValueTypes.secret(), null, true, "password of database.user");
  static final Setting<Integer> DATABASE_POOL_SIZE =
      required(
          "database.pool-size",
          ValueTypes.integer(1, 100),
          4,
          "most connections one process opens");
  static final Setting<String> FETCH_CONTACT =
      optional(
          "fetch.contact",
          ValueTypes.text(
              "an e-mail address or a web page of printable ASCII characters",
              matches("[\\x21-\\x7e]{3,200}")),
          "page or e-mail address named in the User-Agent, for those who run the sites");
  static final Setting<Duration> FETCH_DELAY =
      required(
          "fetch.delay",
          ValueTypes.duration(Duration.ZERO, Duration.ofHours(1)),
          Duration.ofSeconds(2),
          "least pause between two requests to one host");
  static final Setting<List<String>> FETCH_ALLOW_NETWORKS =
      required(
          "fetch.allow-networks",
          ValueTypes.list(ValueTypes.network()),
          List.of(),
          "loopback or private networks that may be fetched from; without it all are refused");
  static final Setting<List<Integer>> FETCH_ALLOW_PORTS =
      required(
          "fetch.allow-ports",
          ValueTypes.list(ValueTypes.integer(1, 65_535)),
          List.of(),
          "ports that may be fetched from beside 80 and 443");
  static final Setting<Duration> FETCH_TIMEOUT =
      required(
          "fetch.timeout",
          ValueTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          Duration.ofSeconds(30),
          "longest time for one whole exchange");
  static final Setting<Integer> FETCH_MAX_BODY =
      required(
          "fetch.max-body",
          ValueTypes.size(1 << 10, 5 << 20),
          5 << 20,
          "where a body is cut; Kafka carries no more than 5MiB");
  static final Setting<Duration> FETCH_POLL_INTERVAL =
      required(
          "fetch.poll-interval",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          Duration.ofMinutes(5),
          "how often a source without `every` is looked at until its rhythm is known");
  static final Setting<Duration> FETCH_SHORTEST_POLL =
      required(
          "fetch.shortest-poll",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          FetchConfig.SHORTEST_POLL,
          "the interval that a busy source comes down to");
  static final Setting<Duration> FETCH_LONGEST_POLL =
      required(
          "fetch.longest-poll",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          FetchConfig.LONGEST_POLL,
          "the interval that a silent source comes up to");
  static final Setting<Integer> FETCH_PARALLEL =
      required(
          "fetch.parallel",
          ValueTypes.integer(1, 1000),
          32,
          "most hosts that one process talks to at a time");
  static final Setting<Integer> FETCH_PARALLEL_PER_ADDRESS =
      required(
          "fetch.parallel-per-address",
          ValueTypes.integer(1, 1000),
          FetchConfig.PARALLEL_PER_ADDRESS,
          "most of these hosts that share one IP address");
  static final Setting<Duration> FETCH_LIVE_AGE =
      required(
          "fetch.live-age",
          ValueTypes.duration(Duration.ofHours(1), Duration.ofDays(365)),
          FetchConfig.LIVE_AGE,
          "how old an entry of a sitemap may be to count as news");
  static final Setting<List<Duration>> FETCH_REVISIT_AFTER =
      required(
          "fetch.revisit-after",
          ValueTypes.list(ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(30))),
          FetchConfig.REVISIT_AFTER,
          "ages at which an article is fetched again to see corrections; empty for never");
  static final Setting<StatusConfig> STATUS_BIND =
      required(
          "status.bind",
          ValueTypes.bindAddress(),
          new StatusConfig("127.0.0.1", 0),
          "where /livez, /readyz and /metrics listen; port 0 takes a free one");
  static final Setting<Integer> TOPICS_PARTITIONS =
      required(
          "topics.partitions",
          ValueTypes.integer(1, 1000),
          12,
          "partitions of each topic that is created; cannot change afterwards");
  static final Setting<Integer> TOPICS_REPLICATION =
      required(
          "topics.replication",
          ValueTypes.integer(1, 9),
          3,
          "copies of each partition of a topic that is created");
  static final Setting<Duration> PROCESS_DEADLINE =
      required(
          "process.deadline",
          ValueTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          Duration.ofSeconds(10),
          "longest time for one page; past it the page is a dead letter");
  static final Setting<Integer> PROCESS_WORKERS =
      required(
          "process.workers",
          ValueTypes.integer(1, 256),
          Math.max(1, Math.min(256, Runtime.getRuntime().availableProcessors())),
          "pages handled at a time; by default one for each processor");
  static final Setting<Integer> PROCESS_BATCH_SIZE =
      required(
          "process.batch-size", ValueTypes.integer(1, 1000), 100, "most pages in one transaction");
  static final Setting<Integer> STORE_BATCH_SIZE =
      required(
          "store.batch-size",
          ValueTypes.integer(1, 5000),
          500,
          "most records in one database transaction");

  static final Setting<Integer> BACKFILL_MAX_LIVE_LAG =
      required(
          "backfill.max-live-lag",
          ValueTypes.integer(0, 1_000_000),
          100,
          "live records that may wait for an instance while it works on backfill");

  static final Setting<Duration> BACKFILL_SITEMAP_AGE =
      required(
          "backfill.sitemap-age",
          ValueTypes.duration(Duration.ZERO, Duration.ofDays(36_500)),
          BackfillConfig.USUAL_SITEMAP_AGE,
          "how old a page of a sitemap may be to be fetched behind live work; 0s for none");

  static final List<Setting<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_SLOT,
          KAFKA_PROPERTIES,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_POOL_SIZE,
          FETCH_CONTACT,
          FETCH_DELAY,
          FETCH_ALLOW_NETWORKS,
          FETCH_ALLOW_PORTS,
          FETCH_TIMEOUT,
          FETCH_MAX_BODY,
          FETCH_POLL_INTERVAL,
          FETCH_SHORTEST_POLL,
          FETCH_LONGEST_POLL,
          FETCH_PARALLEL,
          FETCH_PARALLEL_PER_ADDRESS,
          FETCH_LIVE_AGE,
          FETCH_REVISIT_AFTER,
          STATUS_BIND,
          TOPICS_PARTITIONS,
          TOPICS_REPLICATION,
          PROCESS_DEADLINE,
          PROCESS_WORKERS,
          PROCESS_BATCH_SIZE,
          STORE_BATCH_SIZE,
          BACKFILL_MAX_LIVE_LAG,
          BACKFILL_SITEMAP_AGE);

  /** The key of the list of sources. */
  static final String SOURCES = "sources";

  static final ValueType<String> SOURCE_ID =
      ValueTypes.text(
          "1 to 200 letters, digits, dots, underscores or hyphens",
          matches("[A-Za-z0-9._-]{1,200}"));
  static final ValueType<String> SOURCE_NAME =
      ValueTypes.text("a name of 1 to 200 characters", name -> name.length() <= 200);
  static final ValueType<URI> SOURCE_URL = ValueTypes.webAddress();
  static final ValueType<Duration> SOURCE_EVERY =
      ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(30));

  private Settings() {}

  private static <T> Setting<T> required(String key, ValueType<T> type, T fallback, String about) {
    return new Setting<>(key, type, fallback, false, about);
  }

  private static Setting<String> optional(String key, ValueType<String> type, String about) {
    return new Setting<>(key, type, null, false, about);
  }

  private static Predicate<String> matches(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  private static boolean areHostsWithPorts(String text) {
    for (String server : text.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      @Nullable Integer port =
          colon < 1 ? null : ValueTypes.integer(1, 65_535).parse(server.substring(colon + 1));
      if (port == null || server.substring(0, colon).isBlank()) {
        return false;
      }
    }
    return true;
  }
}
