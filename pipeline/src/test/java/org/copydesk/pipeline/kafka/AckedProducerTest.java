package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.copydesk.pipeline.message.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a producer makes of its client's failures, with Kafka's own stand-in for a client. */
final class AckedProducerTest {
  private static final Outgoing RECORD =
      Outgoing.of("articles", "a", new byte[] {1}, Headers.empty());

  private final List<MockProducer<byte[], byte[]>> opened = new ArrayList<>();
  private int failuresToOpen;
  private final AckedProducer producer = new AckedProducer(this::open, null);

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void clientThatFailsForGoodIsReplaced() throws InterruptedException {
    // Given a client that answers every send with its first fatal error
    producer.sendAll(List.of(RECORD));
    opened.getFirst().sendException = new KafkaException("a previous request has failed");
    assertThat(producer.send(RECORD)).isCompletedExceptionally();

    producer.sendAll(List.of(RECORD));

    assertThat(opened).hasSize(2);
    assertThat(opened.getFirst().closed()).isTrue();
    assertThat(opened.getLast().history()).hasSize(1);
  }

  @Test
  void clientWhoseAnswerIsFatalIsReplaced() {
    producer.close();
    AckedProducer manual = new AckedProducer(this::openWithoutAnswers, null);
    var acknowledged = manual.send(RECORD);
    opened.getFirst().errorNext(new OutOfOrderSequenceException("sequence lost"));

    var unused = manual.send(RECORD);

    assertThat(acknowledged)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DependencyUnavailable.class);
    assertThat(opened).hasSize(2);
    manual.close();
  }

  @Test
  void clientIsKeptAfterATimeOutAndAfterARecordIsRefused() {
    AckedProducer manual = new AckedProducer(this::openWithoutAnswers, null);
    var late = manual.send(RECORD);
    opened.getFirst().errorNext(new TimeoutException("no answer"));
    var large = manual.send(RECORD);
    opened.getFirst().errorNext(new RecordTooLargeException("too large"));

    var unused = manual.send(RECORD);

    assertThat(late.exceptionNow()).isInstanceOf(DependencyUnavailable.class);
    assertThat(large.exceptionNow()).isInstanceOf(RecordRefused.class);
    assertThat(opened).hasSize(1);
    manual.close();
  }

  @Test
  void clientThatCannotBeOpenedIsADependencyThatIsAway() throws InterruptedException {
    failuresToOpen = 2;

    assertThatThrownBy(() -> producer.sendAll(List.of(RECORD)))
        .isInstanceOf(DependencyUnavailable.class)
        .hasMessageContaining("No resolvable");

    failuresToOpen = 0;
    producer.sendAll(List.of(RECORD));
    assertThat(opened.getLast().history()).hasSize(1);
  }

  private Producer<byte[], byte[]> open() {
    if (failuresToOpen > 0) {
      throw new ConfigException("No resolvable bootstrap urls");
    }
    return opened(true);
  }

  private Producer<byte[], byte[]> openWithoutAnswers() {
    return opened(false);
  }

  private MockProducer<byte[], byte[]> opened(boolean answering) {
    MockProducer<byte[], byte[]> client =
        new MockProducer<>(answering, null, new ByteArraySerializer(), new ByteArraySerializer());
    opened.add(client);
    return client;
  }
}
