package org.copydesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.message.Disposition;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.KafkaBrokerExtension;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final KafkaBrokerExtension broker = new KafkaBrokerExtension();
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private StoreBench bench;

  @BeforeEach
  void setUp() throws SQLException {
    bench = new StoreBench(broker, postgres);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void articlesAndOutcomesAreStored() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    bench.send(ferry, ArticleDraft.of("bridge"));
    bench.send(StoreBench.outcome("section", Disposition.NOT_ARTICLE, ferry.processedAt()));

    // When
    storeAll();

    // Then
    assertThat(bench.count("article")).isEqualTo(2);
    assertThat(bench.count("article_version")).isEqualTo(2);
    assertThat(bench.rows("SELECT disposition, count(*) FROM url_outcome GROUP BY 1 ORDER BY 1"))
        .containsExactly(List.of("not-article", 1L), List.of("stored", 2L));
  }

  @Test
  void replayedRecordsAreStoredOnce() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    bench.send(ferry, ferry, ferry);

    // When
    storeAll();

    // Then
    assertThat(bench.rows("SELECT version FROM article")).containsExactly(List.of(1));
    assertThat(bench.count("article_version")).isEqualTo(1);
    assertThat(bench.value("SELECT disposition FROM url_outcome")).isEqualTo("stored");
  }

  @Test
  void afterACrashBeforeKafkasCommitNothingIsReplayed() throws Exception {
    // Given: two records are in the database, but Kafka knows of no committed offset
    bench.migrate();
    ArticleDraft ferry = ArticleDraft.of("ferry");
    ArticleDraft bridge = ArticleDraft.of("bridge");
    ArticleDraft harbour = ArticleDraft.of("harbour");
    bench.sendToFirstPartition(ferry, bridge, harbour);
    StoreWork crashed = bench.work();
    crashed.startingOffsets(bench.firstPartition());
    crashed.work(bench.batch(0, ferry, bridge));

    // When
    storeAll();

    // Then: only the third was read again
    assertThat(bench.count("article")).isEqualTo(3);
    assertThat(bench.counter("db.rows", "op", "insert")).isEqualTo(3);
    assertThat(bench.counter("db.rows", "op", "noop")).isZero();
  }

  @Test
  void nothingIsLostOrRepeatedWhenInstancesComeAndGo() throws Exception {
    // Given
    StoreService first = bench.service();
    try (StoreService second = bench.service()) {
      first.start();
      sendMany("before", 40);
      bench.awaitAllStored();

      // When
      second.start();
      sendMany("between", 40);
      bench.awaitAllStored();
      sendMany("after", 40);
      first.close();
      bench.awaitAllStored();
    } finally {
      first.close();
    }

    // Then
    assertThat(bench.count("article")).isEqualTo(120);
    assertThat(bench.count("url_outcome WHERE disposition = 'stored'")).isEqualTo(120);
    assertThat(bench.counter("db.rows", "op", "insert")).isEqualTo(120);
    assertThat(bench.counter("db.rows", "op", "noop")).isZero();
    assertThat(bench.failures).isEmpty();
  }

  private void sendMany(String slug, int count) throws InterruptedException {
    ArticleDraft[] drafts = new ArticleDraft[count];
    Arrays.setAll(drafts, n -> ArticleDraft.of(slug + "-" + n));
    bench.send(drafts);
  }

  @Test
  void takenDownArticlesLoseTheirTextAndStayDown() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    bench.send(ferry);
    bench.takeDown(ferry);
    bench.send(ArticleDraft.of("ferry").fetch(5).body("It is back."));

    // When
    storeAll();

    // Then
    assertThat(
            bench.rows("SELECT headline, body, blocks FROM article WHERE removed_at IS NOT NULL"))
        .hasSize(1)
        .first()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsOnlyNulls();
    assertThat(bench.count("article_version")).isZero();
    assertThat(bench.rows("SELECT disposition, reason FROM url_outcome"))
        .containsExactly(List.of("refused", "taken-down"));
  }

  @Test
  void onlyThePoisonRowOfAHundredIsDead() throws Exception {
    // Given: an index entry holds no source id of this length, however it is compressed
    ArticleDraft poison = ArticleDraft.of("poison").source(incompressible(5000));
    for (int i = 0; i < 100; i++) {
      bench.send(i == 42 ? poison : ArticleDraft.of("good-" + i));
    }

    // When
    storeAll();

    // Then
    assertThat(bench.count("article")).isEqualTo(99);
    assertThat(
            bench.rows("SELECT url_id, reason FROM url_outcome WHERE disposition = 'dead-letter'"))
        .containsExactly(List.of(poison.urlId(), "refused-by-database"));
    assertThat(bench.deadLetters(bench.topics.articles()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(Json.write(poison.article())));
    assertThat(bench.counter("dlq.records", "stage", "store", "code", "refused-by-database"))
        .isEqualTo(1);
  }

  @Test
  void unreadableRecordsBecomeDeadLettersUntouched() throws Exception {
    // Given
    ArticleDraft ferry = ArticleDraft.of("ferry");
    byte[] broken = "{\"id\":".getBytes(UTF_8);
    bench.send(bench.topics.articles(), ferry.id(), broken, StoreBench.headers(ferry));
    bench.send(ArticleDraft.of("bridge"));

    // When
    storeAll();

    // Then
    List<Incoming> letters = bench.deadLetters(bench.topics.articles());
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(broken));
    assertThat(letters.getFirst().headers().text("copydesk-reason")).contains("malformed");
    assertThat(bench.count("article")).isEqualTo(1);
  }

  @Test
  void aTerminatedConnectionIsTriedAgain() throws Exception {
    // Given: the store's transaction hangs at a lock
    bench.migrate();
    try (StoreService service = bench.service();
        var locker = postgres.connect();
        var statement = locker.createStatement()) {
      locker.setAutoCommit(false);
      statement.execute("LOCK TABLE article IN ACCESS EXCLUSIVE MODE");
      service.start();
      bench.send(ArticleDraft.of("ferry"));
      await().atMost(LIMIT).until(() -> waitingForLock() == 1);

      // When
      bench.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      locker.rollback();
      bench.awaitAllStored();
    }

    // Then
    assertThat(bench.rows("SELECT version FROM article")).containsExactly(List.of(1));
    assertThat(bench.counter("db.errors", "sqlstate.class", "57")).isPositive();
  }

  private long waitingForLock() throws SQLException {
    return bench.count(
        "pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'copydesk-store'");
  }

  @Test
  void aTopicThatWasCreatedAgainStopsTheStore() throws Exception {
    // Given
    bench.migrate();
    bench.execute(
        "INSERT INTO consumer_offset VALUES ('%s', '%s', 0, 'anotherTopicsId', 0)"
            .formatted(bench.topics.group(), bench.topics.articles()));

    // When
    ServiceFailure failure = failureOfRunning();

    // Then
    assertThat(failure)
        .hasMessageContaining("deleted and created again")
        .hasMessageContaining("./copydesk store rewind");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void aPositionPastTheEndStopsTheStoreUntilItIsRewound() throws Exception {
    // Given
    bench.migrate();
    bench.send(ArticleDraft.of("ferry"));
    bench.execute(
        "INSERT INTO consumer_offset VALUES ('%s', '%s', 0, '%s', 1000)"
            .formatted(
                bench.topics.group(),
                bench.topics.articles(),
                bench.admin.topicId(bench.topics.articles()).orElseThrow()));
    assertThat(failureOfRunning()).hasMessageContaining("Kafka lost records");
    bench.failures.clear();

    // When
    try (StoreRewind rewind = new StoreRewind(bench.topics, bench.database, bench.kafka)) {
      rewind.apply(rewind.planFromBeginning());
    }
    storeAll();

    // Then
    assertThat(bench.count("article")).isEqualTo(1);
  }

  @Test
  void aRunningStoreGoesOnFromWhereItWasRewoundTo() throws Exception {
    // Given
    bench.send(ArticleDraft.of("ferry"), ArticleDraft.of("bridge"));
    try (StoreService service = bench.service();
        StoreRewind rewind = new StoreRewind(bench.topics, bench.database, bench.kafka)) {
      service.start();
      bench.awaitAllStored();

      // When
      rewind.apply(rewind.planFromBeginning());
      bench.send(
          ArticleDraft.of("harbour"), ArticleDraft.of("lighthouse"), ArticleDraft.of("pier"));
      await().atMost(LIMIT).until(() -> bench.count("article") == 5);
      await().atMost(LIMIT).until(() -> bench.counter("db.rows", "op", "noop") > 0);
    }

    // Then
    assertThat(bench.counter("db.batches.fenced")).isPositive();
    assertThat(bench.count("article_version")).isEqualTo(5);
    assertThat(bench.failures).isEmpty();
  }

  @Test
  void aMissingDatabaseNameIsOneSentence() {
    // Given
    DatabaseConfig other = new DatabaseConfig(postgres.jdbcUrl() + "_no", postgres.user(), null, 2);

    // When
    ServiceFailure failure =
        catchThrowableOfType(
            ServiceFailure.class,
            () -> {
              try (StoreService service = bench.service(other)) {
                service.start();
              }
            });

    // Then
    assertThat(failure).hasMessageContaining("The database does not exist");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void theStartWaitsForTheDatabase() throws Exception {
    // Given
    DatabaseConfig nobody =
        new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/copydesk", "copydesk", null, 2);
    try (StoreService service = bench.service(nobody)) {
      Thread starter = Thread.ofPlatform().start(() -> startQuietly(service));

      // When
      await().atMost(LIMIT).until(() -> service.check().detail().contains("waiting for database"));

      // Then
      assertThat(starter.isAlive()).isTrue();
      starter.interrupt();
      assertThat(starter.join(LIMIT)).isTrue();
    }
  }

  private static void startQuietly(StoreService service) {
    try {
      service.start();
    } catch (InterruptedException e) {
      // How the test ends the wait.
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a store until it has stored all records. */
  private void storeAll() throws Exception {
    try (StoreService service = bench.service()) {
      service.start();
      bench.awaitAllStored();
      assertThat(service.check().healthy()).isTrue();
    }
    assertThat(bench.failures).isEmpty();
  }

  private ServiceFailure failureOfRunning() throws Exception {
    try (StoreService service = bench.service()) {
      service.start();
      await().atMost(LIMIT).until(() -> !bench.failures.isEmpty());
      assertThat(service.check().healthy()).isFalse();
    }
    return bench.failures.getFirst();
  }

  private static String incompressible(int length) {
    return new Random(1)
        .ints(length, 33, 127)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
