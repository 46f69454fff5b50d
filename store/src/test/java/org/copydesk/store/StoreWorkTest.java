package org.copydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.kafka.Batch;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.GroupMember;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.PositionsMoved;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.pipeline.testing.KafkaBrokerExtension;
import org.copydesk.pipeline.testing.PostgresExtension;
import org.copydesk.store.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreWorkTest {
  @RegisterExtension static final KafkaBrokerExtension broker = new KafkaBrokerExtension();
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private StoreBench bench;

  @BeforeEach
  void setUp() throws SQLException {
    bench = new StoreBench(broker, postgres);
    bench.migrate();
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void aWokenInstancesLateWriteRollsBack() throws Exception {
    // Given: both began at the same offset, and the second stored more than the first had in hand
    StoreWork frozen = bench.work();
    StoreWork successor = bench.work();
    frozen.startingOffsets(bench.firstPartition());
    successor.startingOffsets(bench.firstPartition());
    successor.work(bench.batch(0, ArticleDraft.of("ferry"), ArticleDraft.of("bridge")));

    // When
    PositionsMoved refused =
        catchThrowableOfType(
            PositionsMoved.class,
            () -> frozen.work(bench.batch(0, ArticleDraft.of("ferry").body("A late write."))));

    // Then
    assertThat(refused.resumeAt()).containsValue(2L);
    assertThat(bench.count("article WHERE body LIKE 'A late%'")).isZero();
    assertThat(bench.counter("db.batches.fenced")).isEqualTo(1);
  }

  @Test
  void aPositionThatMovedWithoutRecordsIsStored() throws Exception {
    // Given
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());
    // When: a marker at offset 0, then a record at 3
    work.work(new Batch(List.of(), Map.of(partition(), 1L), new GroupMember()));
    work.work(bench.batch(3, ArticleDraft.of("ferry")));

    // Then
    assertThat(bench.positions()).containsValue(4L);
    assertThat(bench.count("article")).isEqualTo(1);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotDoneTwice() throws Exception {
    // Given: the connection is cut while the server waits inside the commit
    bench.execute(
        """
        CREATE FUNCTION wait_in_commit() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON article
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_in_commit()
        """);
    try (CuttableProxy proxy = CuttableProxy.to(postgres.port());
        Connection gate = postgres.connect()) {
      lock(gate);
      StoreWork work = bench.work(new Database(through(proxy)));
      work.startingOffsets(bench.firstPartition());
      Batch batch = bench.batch(0, ArticleDraft.of("ferry"));
      proxy.cutWhen(() -> bench.count("pg_stat_activity WHERE wait_event = 'advisory'") == 1);
      assertThat(catchThrowable(() -> work.work(batch))).isInstanceOf(DependencyUnavailable.class);
      unlock(gate);
      await().atMost(Duration.ofSeconds(30)).until(() -> bench.count("article") == 1);

      // When
      work.work(batch);
    } finally {
      bench.execute("DROP TRIGGER slow_commit ON article; DROP FUNCTION wait_in_commit()");
    }

    // Then: the second attempt saw that the first was committed after all
    assertThat(bench.rows("SELECT version FROM article")).containsExactly(List.of(1));
    assertThat(bench.counter("db.rows", "op", "insert")).isEqualTo(1);
    assertThat(bench.counter("db.batches.fenced")).isZero();
    assertThat(bench.positions()).containsValue(1L);
  }

  private static void lock(Connection gate) throws SQLException {
    try (Statement statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
    }
  }

  private static void unlock(Connection gate) throws SQLException {
    try (Statement statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock(7)");
    }
  }

  private DatabaseConfig through(CuttableProxy proxy) {
    String url = postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
    return new DatabaseConfig(url, postgres.user(), Secret.of(postgres.password()), 2);
  }

  @Test
  void aMissingColumnStopsTheStoreInsteadOfKillingRecords() throws Exception {
    // Given
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());
    bench.execute("ALTER TABLE article RENAME COLUMN headline TO title");

    // When
    ServiceFailure failure;
    try {
      failure =
          catchThrowableOfType(
              ServiceFailure.class, () -> work.work(bench.batch(0, ArticleDraft.of("ferry"))));
    } finally {
      bench.execute("ALTER TABLE article RENAME COLUMN title TO headline");
    }

    // Then
    assertThat(failure).hasMessageContaining("do not fit this program");
    assertThat(bench.deadLetters(bench.topics.articles())).isEmpty();
    assertThat(bench.counter("db.errors", "sqlstate.class", "42")).isEqualTo(1);
  }

  @Test
  void aFailureAfterRowsWereWrittenLeavesNeitherRowsNorPosition() throws Exception {
    // Given: the outcome's table refuses after the article was written
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());
    Batch batch = bench.batch(0, ArticleDraft.of("ferry"));
    bench.execute("ALTER TABLE url_outcome RENAME COLUMN stage TO step");
    try {
      assertThat(catchThrowable(() -> work.work(batch))).isInstanceOf(ServiceFailure.class);
      assertThat(bench.count("article")).isZero();
      assertThat(bench.positions()).containsOnly(Map.entry(partition().toString(), 0L));
    } finally {
      bench.execute("ALTER TABLE url_outcome RENAME COLUMN step TO stage");
    }

    // When
    work.work(batch);

    // Then
    assertThat(bench.count("article")).isEqualTo(1);
  }

  @Test
  void batchThatTakesTooLongIsWrittenInParts() throws Exception {
    // Given a database that is too slow for more than two rows at a time
    bench.execute(
        """
        CREATE FUNCTION cut_at_limit() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF (SELECT count(*) FROM added) > 2 THEN
              RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = '57014';
            END IF;
            RETURN NULL;
          END $$;
        CREATE TRIGGER slow_rows AFTER INSERT ON article REFERENCING NEW TABLE AS added
          FOR EACH STATEMENT EXECUTE FUNCTION cut_at_limit()
        """);
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());

    // When
    try {
      work.work(
          bench.batch(
              0,
              IntStream.range(0, 7)
                  .mapToObj(i -> ArticleDraft.of("story-" + i))
                  .toArray(ArticleDraft[]::new)));
    } finally {
      bench.execute("DROP TRIGGER slow_rows ON article; DROP FUNCTION cut_at_limit()");
    }

    // Then
    assertThat(bench.count("article")).isEqualTo(7);
    assertThat(bench.positions()).containsValue(7L);
    assertThat(bench.deadLetters(bench.topics.articles())).isEmpty();
  }

  private PartitionId partition() {
    return new PartitionId(bench.topics.articles(), 0);
  }

  @Test
  void everyVersionCountsWhereverABatchEnds() throws Exception {
    // Given
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());
    ArticleDraft first = ArticleDraft.of("ferry").fetch(1);
    ArticleDraft second = ArticleDraft.of("ferry").fetch(2).body("Corrected once.");
    ArticleDraft third = ArticleDraft.of("ferry").fetch(3).body("Corrected twice.");

    // When
    work.work(bench.batch(0, first, second, third));

    // Then
    assertThat(bench.rows("SELECT version, body FROM article"))
        .containsExactly(List.of(3, "Corrected twice."));
    assertThat(bench.count("article_version")).isEqualTo(3);
    assertThat(bench.rows("SELECT disposition FROM url_outcome"))
        .containsExactly(List.of("updated"));
  }

  @Test
  void outcomeNamesTheUrlThatWasAskedForWhereverItLed() throws Exception {
    // Given
    StoreWork work = bench.work();
    work.startingOffsets(bench.firstPartition());
    String asked = "https://gazette.example/?p=77";

    // When
    work.work(
        bench.batch(
            0,
            ArticleDraft.of("ferry").fetch(1).redirectedFrom(asked),
            ArticleDraft.of("ferry").fetch(2)));

    // Then
    assertThat(bench.rows("SELECT url, disposition FROM url_outcome ORDER BY url"))
        .containsExactly(
            List.of(asked, "stored"), List.of("https://gazette.example/ferry", "duplicate"));
    assertThat(bench.count("article_version")).isEqualTo(1);
  }
}
