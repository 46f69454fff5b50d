package org.copydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.copydesk.pipeline.config.DatabaseConfig;
import org.copydesk.pipeline.config.Secret;
import org.copydesk.pipeline.kafka.Batch;
import org.copydesk.pipeline.kafka.DependencyUnavailable;
import org.copydesk.pipeline.kafka.GroupMember;
import org.copydesk.pipeline.kafka.PartitionId;
import org.copydesk.pipeline.kafka.PositionsMoved;
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
    PartitionId partition = new PartitionId(bench.topics.articles(), 0);

    // When: a marker at offset 0, then a record at 3
    work.work(new Batch(List.of(), Map.of(partition, 1L), new GroupMember()));
    work.work(bench.batch(3, ArticleDraft.of("ferry")));

    // Then
    assertThat(bench.positions()).containsValue(4L);
    assertThat(bench.count("article")).isEqualTo(1);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotDoneTwice() throws Exception {
    // Given: a connection that is cut while the server commits, slowly
    bench.execute(
        """
        CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON article
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slowly()
        """);
    try (CuttableProxy proxy = CuttableProxy.to(postgres.port())) {
      StoreWork work = bench.work(new Database(through(proxy)));
      work.startingOffsets(bench.firstPartition());
      Batch batch = bench.batch(0, ArticleDraft.of("ferry"));
      proxy.cutWhen(() -> bench.count("pg_stat_activity WHERE wait_event = 'PgSleep'") == 1);
      DependencyUnavailable lost =
          catchThrowableOfType(DependencyUnavailable.class, () -> work.work(batch));
      assertThat(lost.dependency()).isEqualTo("database");

      // When
      work.work(batch);
    } finally {
      bench.execute("DROP TRIGGER slow_commit ON article; DROP FUNCTION slowly()");
    }

    // Then: the second attempt saw that the first was committed after all
    assertThat(bench.rows("SELECT version FROM article")).containsExactly(List.of(1));
    assertThat(bench.counter("db.rows", "op", "insert")).isEqualTo(1);
    assertThat(bench.counter("db.batches.fenced")).isZero();
    assertThat(bench.positions()).containsValue(1L);
  }

  private DatabaseConfig through(CuttableProxy proxy) {
    String url = postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
    return new DatabaseConfig(url, postgres.user(), Secret.of(postgres.password()), 2);
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
}
