package org.copydesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.config.StoreConfig;
import org.copydesk.pipeline.kafka.AckedProducer;
import org.copydesk.pipeline.kafka.Batch;
import org.copydesk.pipeline.kafka.CompactedReader;
import org.copydesk.pipeline.kafka.DeadLetters;
import org.copydesk.pipeline.kafka.GroupMember;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.KafkaSettings;
import org.copydesk.pipeline.kafka.Outgoing;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.TopicAdmin;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Envelope;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.StageTimes;
import org.copydesk.pipeline.message.Topic;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlOutcome;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.KafkaBrokerExtension;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.copydesk.store.database.Database;
import org.copydesk.store.table.OffsetTable;
import org.jspecify.annotations.Nullable;

/** Topics of a test's own, the tables, and a producer: what a store works between. */
final class StoreBench implements AutoCloseable {
  static final int PARTITIONS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  final StoreTopics topics;
  final KafkaSettings kafka;
  final DatabaseConfig database;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<ServiceFailure> failures = new CopyOnWriteArrayList<>();
  final TopicAdmin admin;
  private final PostgresExtension postgres;
  private final AckedProducer producer;

  StoreBench(KafkaBrokerExtension broker, PostgresExtension postgres) throws SQLException {
    String run = broker.unique(Ids.uuidV7(Clock.systemUTC()).substring(24));
    this.topics = new StoreTopics(run + ".store", run + ".articles", run + ".outcomes");
    this.kafka = new KafkaSettings(broker.bootstrapServers(), "store-test", null, Map.of());
    this.postgres = postgres;
    this.database =
        new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), Secret.of(postgres.password()), 4);
    this.admin = new TopicAdmin(kafka);
    this.producer = new AckedProducer(kafka, meters);
    admin.ensure(specifications(topics), new TopicAdmin.Sizes(PARTITIONS, PARTITIONS, (short) 1));
    clearTables();
  }

  /** The topics as they should be, with those of their dead letters. */
  private static List<Topic> specifications(StoreTopics topics) {
    Map<String, String> names =
        Map.of(
            Topics.ARTICLES,
            topics.articles(),
            Topics.OUTCOMES,
            topics.outcomes(),
            Topics.deadLetter(Topics.ARTICLES),
            Topics.deadLetter(topics.articles()),
            Topics.deadLetter(Topics.OUTCOMES),
            Topics.deadLetter(topics.outcomes()));
    return Topics.all().stream()
        .flatMap(
            topic -> Stream.ofNullable(names.get(topic.name())).map(name -> renamed(topic, name)))
        .toList();
  }

  private static Topic renamed(Topic topic, String name) {
    return new Topic(name, topic.layout(), topic.compacted(), topic.kept(), topic.settings());
  }

  /** Brings the tables up to date, as the start of a service does. */
  void migrate() {
    try (Database migrated = new Database(database)) {
      migrated.migrate();
    }
  }

  private void clearTables() throws SQLException {
    execute(
        """
        DO $$ BEGIN
          IF to_regclass('article') IS NOT NULL THEN
            TRUNCATE article, article_version, url_outcome, consumer_offset;
          END IF;
        END $$
        """);
  }

  /** A service like the real one, with this bench's topics. */
  StoreService service() {
    return service(database);
  }

  StoreService service(DatabaseConfig other) {
    return new StoreService(
        topics, other, new StoreConfig(100), kafka, meters, Clock.systemUTC(), failures::add);
  }

  void send(ArticleDraft... drafts) throws InterruptedException {
    producer.sendAll(Stream.of(drafts).map(this::record).toList());
  }

  private Outgoing record(ArticleDraft draft) {
    CleanArticle article = draft.article();
    return Outgoing.of(topics.articles(), article.id(), Json.write(article), headers(draft));
  }

  /** Sends articles to partition 0, where they get the offsets from 0 on in a new topic. */
  void sendToFirstPartition(ArticleDraft... drafts) throws InterruptedException {
    PartitionId first = new PartitionId(topics.articles(), 0);
    producer.sendAll(
        Stream.of(drafts)
            .map(
                draft ->
                    Outgoing.of(first, draft.id(), Json.write(draft.article()), headers(draft)))
            .toList());
  }

  /** The batch that a poll of partition 0 would give, beginning at this offset. */
  Batch batch(long offset, ArticleDraft... drafts) {
    PartitionId first = new PartitionId(topics.articles(), 0);
    List<Incoming> records = new ArrayList<>();
    for (ArticleDraft draft : drafts) {
      records.add(
          new Incoming(
              first,
              offset + records.size(),
              Instant.EPOCH,
              draft.id().getBytes(UTF_8),
              Json.write(draft.article()),
              headers(draft)));
    }
    return new Batch(records, Map.of(first, offset + records.size()), new GroupMember());
  }

  /** The work of one instance, without a loop around it. */
  StoreWork work() {
    return work(new Database(database));
  }

  StoreWork work(Database other) {
    OffsetTable offsets = new OffsetTable(topics.group());
    StoreMetrics metrics = new StoreMetrics(meters);
    return new StoreWork(
        other,
        new StartingOffsets(other, admin, offsets),
        new Positions(offsets),
        new RecordReader(topics),
        new DeadRecords(
            new DeadLetters("store", topics.group(), Clock.systemUTC()),
            new AckedProducer(kafka, meters),
            metrics),
        metrics,
        Clock.systemUTC());
  }

  Set<PartitionId> firstPartition() {
    return Set.of(new PartitionId(topics.articles(), 0));
  }

  /** All dead letters of a topic. */
  List<Incoming> deadLetters(String topic) {
    Set<PartitionId> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(n -> new PartitionId(Topics.deadLetter(topic), n))
            .collect(Collectors.toSet());
    List<Incoming> letters = new ArrayList<>();
    try (CompactedReader reader = new CompactedReader(kafka)) {
      reader.readFromBeginning(partitions, letters::add);
    }
    return letters;
  }

  void takeDown(ArticleDraft draft) throws InterruptedException {
    send(topics.articles(), draft.id(), null, Headers.empty());
  }

  void send(UrlOutcome outcome) throws InterruptedException {
    send(topics.outcomes(), outcome.urlId(), Json.write(outcome), outcomeHeaders(outcome));
  }

  void send(String topic, String key, byte @Nullable [] value, Headers headers)
      throws InterruptedException {
    producer.sendAll(List.of(Outgoing.of(topic, key, value, headers)));
  }

  static Headers headers(ArticleDraft draft) {
    CleanArticle article = draft.article();
    StageTimes times =
        StageTimes.none()
            .withDiscovered(article.fetchedAt().minusSeconds(60))
            .withFetched(article.fetchedAt())
            .withProcessed(draft.processedAt());
    return new Envelope(
            article.fetchId(),
            "/copydesk/process",
            CleanArticle.TYPE,
            draft.processedAt(),
            Envelope.JSON,
            Traceparent.random(),
            times)
        .toHeaders();
  }

  static Headers outcomeHeaders(UrlOutcome outcome) {
    return new Envelope(
            outcome.urlId(),
            "/copydesk/process",
            UrlOutcome.TYPE,
            outcome.at(),
            Envelope.JSON,
            Traceparent.random(),
            StageTimes.none())
        .toHeaders();
  }

  static UrlOutcome outcome(String slug, Disposition disposition, Instant at) {
    String url = "https://gazette.example/" + slug;
    return new UrlOutcome(
        Ids.urlId(url),
        url,
        disposition,
        "section-front",
        null,
        "harbour-gazette",
        null,
        "process",
        at);
  }

  /** Waits until the database holds every record that Kafka holds. */
  void awaitAllStored() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              failures.forEach(
                  failure -> {
                    throw failure;
                  });
              return positions().equals(ends());
            });
  }

  /** Where each partition ends, by its name. */
  Map<String, Long> ends() {
    Set<PartitionId> partitions =
        topics.names().stream()
            .flatMap(
                topic -> IntStream.range(0, PARTITIONS).mapToObj(n -> new PartitionId(topic, n)))
            .collect(Collectors.toSet());
    return admin.endOffsets(partitions).entrySet().stream()
        .collect(Collectors.toMap(end -> end.getKey().toString(), Map.Entry::getValue));
  }

  /** Where each partition is in the database. */
  Map<String, Long> positions() throws SQLException {
    return rows(
            "SELECT topic || '-' || partition, next FROM consumer_offset WHERE consumer_group = '"
                + topics.group()
                + "'")
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get(0), row -> (Long) row.get(1)));
  }

  /** The single value of a query. */
  Object value(String sql) throws SQLException {
    return rows(sql).getFirst().getFirst();
  }

  long count(String fromWhere) throws SQLException {
    return (Long) value("SELECT count(*) FROM " + fromWhere);
  }

  double counter(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  List<List<Object>> rows(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(results.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
