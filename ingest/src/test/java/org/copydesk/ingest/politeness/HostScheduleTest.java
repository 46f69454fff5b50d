package org.copydesk.ingest.politeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.copydesk.ingest.robots.Robots;
import org.copydesk.ingest.robots.RobotsReader;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.RobotsReferral;
import org.copydesk.pipeline.message.Traceparent;
import org.copydesk.pipeline.message.UrlToFetch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HostScheduleTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DELAY = Duration.ofSeconds(2);

  /** The pause that the host "slow.example" wants. */
  private static final Duration SLOW = Duration.ofSeconds(30);

  private static final int SHARD = 0;
  private static final PolitenessLimits LIMITS = PolitenessLimits.of(DELAY, 4, 4);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final AtomicInteger visits = new AtomicInteger();
  private final AtomicReference<@Nullable Error> fatal = new AtomicReference<>();
  private final HostSchedule schedule =
      new HostSchedule(LIMITS, new HandClock(), new Counting(), fatal::set);

  @BeforeEach
  void start() {
    schedule.open(SHARD);
    schedule.start();
  }

  @AfterEach
  void stop() {
    schedule.close();
  }

  @Test
  void hostThatNothingIsAskedOfIsForgottenAfterTenMinutes() {
    for (int i = 0; i < 50; i++) {
      assertThat(schedule.offer(poll("https://h" + i + ".example/feed"))).isTrue();
    }
    pass(Duration.ofSeconds(3));
    awaitVisits(50);
    await().atMost(PATIENCE).until(() -> schedule.inFlight() == 0);
    pass(Duration.ofMinutes(9));
    assertThat(schedule.hostCount()).isEqualTo(50);

    pass(Duration.ofMinutes(2));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(schedule.hostCount()).isZero());
    assertThat(schedule.find("h0.example")).isEmpty();
    assertThat(fatal).hasNullValue();
  }

  @Test
  void suspendedHostIsNotForgottenBeforeItsTime() {
    assertThat(schedule.offer(poll("https://h.example/feed"))).isTrue();
    pass(Duration.ofSeconds(3));
    awaitVisits(1);
    await().atMost(PATIENCE).until(() -> schedule.inFlight() == 0);
    schedule.find("h.example").orElseThrow().suspend("http-503", Duration.ofMinutes(50), now.get());

    pass(Duration.ofMinutes(40));
    assertThat(schedule.offer(poll("https://other.example/feed"))).isTrue();
    pass(Duration.ofSeconds(3));
    awaitVisits(2);

    assertThat(schedule.find("h.example")).isPresent();
  }

  @Test
  void pageWhoseTurnIsMoreThanAMinuteAwayIsRefusedUnlessItIsTheFirst() {
    assertThat(schedule.offer(page("https://slow.example/1"))).isTrue();
    assertThat(schedule.offer(page("https://slow.example/2"))).isTrue();
    assertThat(schedule.offer(page("https://slow.example/3"))).isFalse();

    assertThat(schedule.nextRoom(page("https://slow.example/3")))
        .isEqualTo(now.get().plus(SLOW.multipliedBy(2)));
  }

  @Test
  void quickHostsQueueIsBoundedByItsLength() {
    for (int i = 0; i < 16; i++) {
      assertThat(schedule.offer(page("https://quick.example/" + i))).isTrue();
    }

    assertThat(schedule.offer(page("https://quick.example/16"))).isFalse();
    assertThat(schedule.nextRoom(page("https://quick.example/16")))
        .isEqualTo(now.get().plus(DELAY.multipliedBy(1 + 8)));
  }

  @Test
  void questionsOfOtherHostsDoNotFillAHostsQueue() {
    for (int i = 0; i < 16; i++) {
      assertThat(schedule.offer(question(i, "https://quick.example/robots.txt"))).isTrue();
    }

    assertThat(schedule.offer(question(16, "https://quick.example/robots.txt"))).isFalse();
    assertThat(schedule.offer(poll("https://quick.example/feed"))).isTrue();
    assertThat(schedule.offer(question(0, "https://slow.example/robots.txt"))).isTrue();
    assertThat(schedule.offer(question(1, "https://slow.example/robots.txt"))).isTrue();
    assertThat(schedule.offer(question(2, "https://slow.example/robots.txt"))).isFalse();
  }

  @Test
  void hostThatIsAlwaysBusyTakesOneQuestion() {
    for (int i = 0; i < 20; i++) {
      assertThat(schedule.offer(poll("https://slow.example/feed" + i))).isTrue();
    }

    assertThat(schedule.offer(question(0, "https://slow.example/robots.txt"))).isTrue();
    assertThat(schedule.offer(question(1, "https://slow.example/robots.txt"))).isFalse();
  }

  @Test
  void suspendedHostTakesNoQuestionAndEveryAnswer() {
    assertThat(schedule.offer(poll("https://quick.example/feed"))).isTrue();
    schedule.find("quick.example").orElseThrow().suspend("http-503", null, now.get());

    Errand.Rules question = question(0, "https://quick.example/robots.txt");
    assertThat(schedule.offer(question)).isFalse();

    RobotsReferral answer =
        RobotsReferral.question("quick.example", "https://other.example/robots.txt", 1)
            .answered(new RobotsReferral.Answer(now.get(), 404, null, null, null));
    assertThat(schedule.offer(new Errand.Rules(answer, SHARD))).isTrue();
  }

  @Test
  void hostsThatNothingIsAskedOfMakeRoomForOthersRules() {
    // Given rules that take all the room that long ones have, and three that have no errand left
    Robots part = rules((int) (LIMITS.robotsInMemory() / 6) - 1);
    List<String> names = List.of("a.example", "b.example", "c.example", "d.example");
    names.forEach(name -> assertThat(schedule.offer(poll("https://" + name + "/feed"))).isTrue());
    Host last = schedule.find("d.example").orElseThrow();
    for (String name : names.subList(0, 3)) {
      assertThat(last.hasRoomFor(part)).isTrue();
      schedule.find(name).orElseThrow().robots(part);
    }
    assertThat(last.hasRoomFor(part)).isFalse();
    assertThat(last.hasRoomFor(rules(8 * 1024))).isTrue();

    // When their time has come and gone
    pass(Duration.ofSeconds(3));
    awaitVisits(4);
    await().atMost(PATIENCE).until(() -> schedule.inFlight() == 0);
    pass(Duration.ofSeconds(3));

    // Then there is room, long before ten minutes, and the one without rules has not been forgotten
    await().atMost(PATIENCE).until(() -> last.hasRoomFor(part));
    assertThat(schedule.find("a.example")).isEmpty();
    assertThat(schedule.find("d.example")).contains(last);
  }

  @Test
  void rulesOfHostsThatGoAwayTakeNoRoom() {
    Robots half = rules((int) (LIMITS.robotsInMemory() / 2) - 1);
    assertThat(schedule.offer(poll("https://a.example/feed"))).isTrue();
    Host gone = schedule.find("a.example").orElseThrow();
    gone.robots(half);

    schedule.close(Set.of(SHARD), Duration.ofSeconds(1));
    assertThat(gone.robots()).contains(half);
    gone.robots(half);
    schedule.open(SHARD);

    assertThat(schedule.offer(poll("https://b.example/feed"))).isTrue();
    assertThat(schedule.find("b.example").orElseThrow().hasRoomFor(half)).isTrue();
  }

  private static Robots rules(int length) {
    return RobotsReader.kept("h.example", Instant.EPOCH, 200, "#".repeat(length));
  }

  private static Errand.Rules question(int of, String address) {
    return new Errand.Rules(RobotsReferral.question("h" + of + ".example", address, 1), SHARD);
  }

  /** The schedule trusts its place in the group for a few real seconds after it was heard of. */
  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    schedule.heard();
  }

  private void awaitVisits(int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              schedule.heard();
              assertThat(visits).hasValue(count);
            });
  }

  private static Errand poll(String url) {
    return new Errand.Poll("s", SHARD, URI.create(url), 0);
  }

  private Errand.Page page(String url) {
    UrlToFetch target =
        new UrlToFetch(Ids.urlId(url), url, "s", UrlToFetch.Why.NEW, null, null, null);
    PageJob job = new PageJob(target, SHARD, 0, 0, 0, now.get(), Traceparent.random());
    return new Errand.Page(job, URI.create(url), 0);
  }

  private final class Counting implements Visitor {
    @Override
    public void prepare(Host host) {
      if (host.authority().equals("slow.example")) {
        host.resume(SLOW, null, null, 0, null);
      }
    }

    @Override
    public Optional<Errand> visit(Host host, Errand errand) {
      host.requested(now.get(), Duration.ofMillis(1));
      visits.incrementAndGet();
      return Optional.empty();
    }

    @Override
    public void putAway(Host host, List<Errand> pages) {}
  }

  private final class HandClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
