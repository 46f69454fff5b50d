package org.copydesk.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.copydesk.pipeline.service.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path temporary;

  @Test
  void aRestartKeepsAddressAndCommittedRecords() throws Exception {
    // Given
    String address;
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      address = broker.bootstrapServers();
      writeInTransaction(address, "kept");
    }

    // When
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {

      // Then
      assertThat(broker.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
      assertThat(readOne(address)).isEqualTo("kept");
    }
  }

  @Test
  void aKilledBrokerIsFencedBeforeItStartsAgain() throws Exception {
    // Given
    Path logs = temporary.resolve("kafka");
    String address;
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      address = broker.bootstrapServers();
      writeInTransaction(address, "kept");
    }
    assertThat(KilledBroker.wasKilled(logs)).isFalse();
    Files.delete(logs.resolve(".kafka_cleanshutdown"));
    assertThat(KilledBroker.wasKilled(logs)).isTrue();

    // When
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {

      // Then
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(readOne(address)).isEqualTo("kept");
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (DataFolder folder = DataFolder.open(temporary);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()).close())
          .withMessage(
              "Port %d (broker.port) on 127.0.0.1 is in use; stop what listens there or configure another.",
              taken.getLocalPort());
    }
  }

  @Test
  void anUnreadableLogFolderIsOneSentence() throws IOException {
    try (DataFolder folder = DataFolder.open(temporary)) {
      Path logs = Files.createDirectory(temporary.resolve("kafka"));
      Files.writeString(logs.resolve("meta.properties"), "version=1\nnode.id=7\n");

      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> EmbeddedBroker.start(folder, 0).close())
          .withMessageStartingWith("The broker did not start from " + logs);
    }
  }

  @Test
  void aFatalErrorIsReportedInsteadOfEndingTheProcess() {
    try (DataFolder folder = DataFolder.open(temporary);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      assertThatExceptionOfType(ServiceFailure.class)
          .isThrownBy(() -> Exit.halt(1, "all log folders failed"));

      assertThat(broker.failure().toCompletableFuture().join())
          .hasMessage("The broker met a fatal error: all log folders failed.");
    }
  }

  private static void writeInTransaction(String address, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic("words", 1, (short) 1))).all().get();
    }
    Map<String, Object> config = Map.of("bootstrap.servers", address, "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("words", value));
      producer.commitTransaction();
      sent.get();
    }
  }

  private static String readOne(String address) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", address, "isolation.level", "read_committed");
    TopicPartition words = new TopicPartition("words", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(Set.of(words));
      consumer.seekToBeginning(Set.of(words));
      return consumer.poll(Duration.ofSeconds(20)).records(words).getFirst().value();
    }
  }
}
