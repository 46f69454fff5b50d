package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.copydesk.pipeline.message.Headers;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How transactions end when they do not end well, with Kafka's own stand-in for a producer. */
final class TransactionsTest {
  private static final PartitionId P = new PartitionId("pages", 0);
  private static final PartitionId Q = new PartitionId("pages", 1);
  private static final List<Outgoing> RECORDS =
      List.of(Outgoing.of("articles", "a", new byte[] {1}, Headers.empty()));

  private final Deque<MockProducer<byte[], byte[]>> opened = new ArrayDeque<>();
  private final Map<PartitionId, Long> committed = new HashMap<>();

  @Test
  void failedWriteIsAbortedAndTriedAgainWithTheSameProducer() throws InterruptedException {
    Transactions transactions = transactions(null);
    transactions.write(RECORDS, batch(0, 5));
    producer().sendException = new KafkaException("disk trouble");

    assertThatThrownBy(() -> write(transactions, batch(5, 9)))
        .isInstanceOf(DependencyUnavailable.class);
    producer().sendException = null;
    transactions.write(RECORDS, batch(5, 9));

    assertThat(opened).hasSize(1);
    assertThat(producer().commitCount()).isEqualTo(2);
  }

  @Test
  void commitWithoutAnAnswerThatWentThroughIsNotWrittenAgain() throws InterruptedException {
    Transactions transactions = unansweredCommitOf5To9();
    committed.put(P, 9L);

    transactions.write(RECORDS, batch(5, 9));

    assertThat(opened).hasSize(2);
    assertThat(producer().history()).isEmpty();
  }

  @Test
  void commitWithoutAnAnswerThatDidNotGoThroughIsWrittenAgain() throws InterruptedException {
    committed.put(P, 5L);
    Transactions transactions = unansweredCommitOf5To9();

    transactions.write(RECORDS, batch(5, 9));

    assertThat(producer().history()).hasSize(1);
  }

  @Test
  void longerBatchGoesOnBehindThePartThatWasCommitted() throws InterruptedException {
    // Given a commit of 5 to 9 that went through without an answer
    Transactions transactions = unansweredCommitOf5To9();
    committed.put(P, 9L);

    // When its records come again in a longer batch, with a partition that was never committed
    Batch longer = new Batch(List.of(record(P, 5), record(Q, 2)), Map.of(P, 12L, Q, 3L), member());
    PositionsMoved moved =
        catchThrowableOfType(PositionsMoved.class, () -> transactions.write(RECORDS, longer));

    // Then nothing is written twice and nothing is left out
    assertThat(moved.resumeAt()).isEqualTo(Map.of(P, 9L, Q, 2L));
    assertThat(producer().history()).isEmpty();
  }

  @Test
  void shorterBatchGoesOnBehindAllThatWasCommitted() throws InterruptedException {
    Transactions transactions = unansweredCommitOf5To9();
    committed.put(P, 9L);

    PositionsMoved moved =
        catchThrowableOfType(PositionsMoved.class, () -> transactions.write(RECORDS, batch(5, 7)));

    assertThat(moved.resumeAt()).isEqualTo(Map.of(P, 9L));
    assertThat(producer().history()).isEmpty();
  }

  @Test
  void partitionThatWasCommittedIsNotReadAgainAfterABatchOfAnother() throws InterruptedException {
    Transactions transactions = unansweredCommitOf5To9();
    committed.put(P, 9L);

    Batch other = new Batch(List.of(record(Q, 2)), Map.of(Q, 3L), member());
    PositionsMoved moved =
        catchThrowableOfType(PositionsMoved.class, () -> transactions.write(RECORDS, other));

    assertThat(moved.resumeAt()).isEqualTo(Map.of(P, 9L, Q, 2L));
  }

  @Test
  void fencedInstanceWithASlotEnds() throws InterruptedException {
    Transactions transactions = transactions("0");
    transactions.write(RECORDS, batch(0, 5));
    producer().commitTransactionException = new ProducerFencedException("another one");

    assertThatThrownBy(() -> write(transactions, batch(5, 9)))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("slot");
  }

  private Transactions unansweredCommitOf5To9() throws InterruptedException {
    Transactions transactions = transactions(null);
    transactions.write(RECORDS, batch(0, 5));
    producer().commitTransactionException = new TimeoutException("no answer");
    assertThatThrownBy(() -> write(transactions, batch(5, 9)))
        .isInstanceOf(DependencyUnavailable.class);
    return transactions;
  }

  private static void write(Transactions transactions, Batch batch) throws InterruptedException {
    try {
      transactions.write(RECORDS, batch);
    } catch (KafkaException e) {
      throw transactions.recover(e);
    }
  }

  private Transactions transactions(@Nullable String slot) {
    return new Transactions(slot, "group", this::open, () -> committed);
  }

  private MockProducer<byte[], byte[]> open() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    opened.add(producer);
    return producer;
  }

  private MockProducer<byte[], byte[]> producer() {
    return opened.getLast();
  }

  private static Batch batch(long from, long to) {
    return new Batch(List.of(record(P, from)), Map.of(P, to), member());
  }

  private static Incoming record(PartitionId partition, long offset) {
    return new Incoming(partition, offset, Instant.EPOCH, null, null, Headers.empty());
  }

  private static GroupMember member() {
    GroupMember member = new GroupMember();
    member.refresh(new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name()));
    return member;
  }
}
