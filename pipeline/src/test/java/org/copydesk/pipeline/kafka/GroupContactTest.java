package org.copydesk.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.copydesk.pipeline.message.Topics;
import org.copydesk.pipeline.testing.TestBroker;
import org.junit.jupiter.api.Test;

/** A member that is cut off from its group, which its consumer says nothing about. */
final class GroupContactTest {

  private final AtomicLong lastContact = new AtomicLong();
  private final AtomicLong lastTurn = new AtomicLong();

  /** Notes when it was last told of contact, and that the loop turns. */
  private final class Watch implements Stage {
    @Override
    public void inContact() {
      lastContact.set(System.nanoTime());
    }

    @Override
    public Map<PartitionId, Long> start(Set<PartitionId> partitions) {
      return Map.of();
    }

    @Override
    public void accept(Polled polled) {}

    @Override
    public boolean wantsMore(PartitionId partition) {
      return true;
    }

    @Override
    public void awaitProgress(Duration atMost) {
      LockSupport.parkNanos(atMost.toNanos());
    }

    @Override
    public Map<PartitionId, Long> takeDone() {
      lastTurn.set(System.nanoTime());
      return Map.of();
    }

    @Override
    public Map<PartitionId, Long> takeRewinds() {
      return Map.of();
    }

    @Override
    public void revoked(Set<PartitionId> partitions) {}

    @Override
    public void lost(Set<PartitionId> partitions) {}

    @Override
    public boolean isHealthy() {
      return true;
    }

    @Override
    public void close(Duration within) {}
  }

  @Test
  void memberWithoutItsCoordinatorIsNotToldOfContact() throws InterruptedException {
    TestBroker broker = TestBroker.start();
    KafkaSettings settings =
        new KafkaSettings(broker.bootstrapServers(), "contact", null, Map.of());
    try (TopicAdmin admin = new TopicAdmin(settings)) {
      admin.ensure(Topics.all(), new TopicAdmin.Sizes(2, 2, (short) 1));
    }
    ConsumerLoop loop =
        new ConsumerLoop(
            new ConsumerLoop.Settings(settings, "contact", Set.of(Topics.URLS), 10),
            new Watch(),
            new SimpleMeterRegistry(),
            failure -> {});
    loop.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> lastContact.get() != 0);

    broker.close();
    long gone = System.nanoTime();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> lastTurn.get() - gone > Duration.ofSeconds(14).toNanos());
    assertThat(Duration.ofNanos(lastContact.get() - gone)).isLessThan(Duration.ofSeconds(10));
    loop.close();
  }
}
