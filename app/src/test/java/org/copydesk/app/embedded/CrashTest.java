package org.copydesk.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with both servers is killed; the next one on its folder has all that was acknowledged.
 */
class CrashTest {
  private static final int RECORDS = 500;

  @TempDir Path temporary;

  /** The process that is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      DataFolder folder = DataFolder.open(Path.of(arguments[0]));
      EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
      EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
      writeRecords(broker);
      writeRow(database);
      folder.publish(
          Instance.ofThisProcess(
              broker.bootstrapServers(),
              new Instance.Database(database.jdbcUrl(), database.user(), database.password()),
              null,
              null));
      System.out.println("written");
      Thread.currentThread().join();
    }
  }

  @Test
  void nothingAcknowledgedIsLostByAKill() throws Exception {
    // Given
    Process victim = startVictim();
    try (var output = victim.inputReader()) {
      assertThat(output.lines().anyMatch("written"::equals)).isTrue();
      assertThat(DataFolder.running(temporary)).isPresent();

      // When
      victim.destroyForcibly();
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    // Then
    assertThat(DataFolder.running(temporary)).isEmpty();
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      assertThat(recordCount(broker)).isEqualTo(RECORDS);
      assertThat(rowCount(database)).isOne();
    }
  }

  private Process startVictim() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            temporary.toString())
        .redirectError(temporary.resolve("victim.log").toFile())
        .start();
  }

  private static void writeRecords(EmbeddedBroker broker) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(List.of(new NewTopic("pages", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 1; i < RECORDS; i++) {
        var unused = producer.send(new ProducerRecord<>("pages", new byte[1000]));
      }
      // Acknowledged after all before it.
      producer.send(new ProducerRecord<>("pages", new byte[1000])).get();
    }
  }

  private static long recordCount(EmbeddedBroker broker) throws Exception {
    TopicPartition pages = new TopicPartition("pages", 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .listOffsets(Map.of(pages, OffsetSpec.latest()))
          .partitionResult(pages)
          .get()
          .offset();
    }
  }

  private static void writeRow(EmbeddedDatabase database) throws Exception {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE article AS SELECT 1 AS id");
    }
  }

  private static int rowCount(EmbeddedDatabase database) throws Exception {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM article")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws Exception {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
